/** Name of a template in Mailchimp → its file in workflows/emails. */
export const MAILS: Record<string, string> = {
	'Creator Hub: Welcome': 'welcome.html',
};

/** A workflow file, as far as uploads of mails are concerned. */
export interface WorkflowWithMails {
	nodes: Array<{ type: string; parameters: Record<string, unknown> }>;
}

/** @returns the parameters of the nodes that upload a mail, in the order of the file */
export function uploadsOf({ nodes }: WorkflowWithMails): Array<Record<string, unknown>> {
	return nodes
		.filter(({ type }) => type === 'n8n-nodes-creator-hub.mailchimpAudience')
		.map(({ parameters }) => parameters)
		.filter(({ resource, operation }) => resource === 'template' && operation === 'upsert');
}

/** @throws Error when there is no file for a template of this name */
export function mailFile(template: unknown): string {
	const file = MAILS[String(template)];
	if (file !== undefined) return file;
	throw new Error(`There is no mail for "${String(template)}" in workflows/emails.`);
}
