/**
 * What is to become of a contact, as Contact: Update of the Mailchimp node takes it in the place of its fields. A type, so that
 * it is an item's data as it is.
 */
export type ContactChange = {
	email_address: string;
	/** Values by merge tag; an empty one wipes nothing. */
	merge_fields: Record<string, string | number>;
	tags_to_add: string[];
	tags_to_remove: string[];
	/** Without these stored, no tag is added. */
	required_merge_fields: string[];
};
