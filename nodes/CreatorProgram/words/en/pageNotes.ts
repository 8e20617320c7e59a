/** What whoever keeps the workflow is told of a form of the creator's page. What creators read is in page.ts. */
export const pageNotes = {
	noFields: (fields: string) =>
		`The audience has no merge field ${fields}. Execute Prepare Mailchimp audience: it makes what is missing`,
	notStored: 'Mailchimp does not show what was stored, or others change the contact all the time',
	noLink: 'The contact has no tracking link, so that there is nothing to look for',
	notLooked: (page: string, reason: string) =>
		`The page of a creator could not be read (${reason}): ${page}`,
	nothingDecided: 'Nothing was decided to answer',
};
