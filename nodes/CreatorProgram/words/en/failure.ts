/** What is said of a workflow that has failed. */
export const failure = {
	subject: (workflow: string) => `Failed: ${workflow}`,
	failed: (workflow: string) => `The workflow "${workflow}" has failed.`,
	notStarted: (workflow: string) =>
		`The trigger of the workflow "${workflow}" has failed, so that the workflow may not start any more.`,
	again: (count: number) =>
		`It has failed in the same way ${count === 1 ? 'once more' : `${count} more times`} since you were told last.`,
	where: 'Where',
	whatHappened: 'What happened',
	whatToDo: 'What to do',
	open: 'Open the execution',
	notSaved: 'n8n has kept no data of this execution.',
	unnamed: 'without a name',
	nothingSaid: 'n8n does not say why.',
	advice: {
		credential:
			'The service refused the credential, or what it may do. Open the credential in n8n, and test it. Perhaps its key was changed or has expired.',
		busy: 'The service had too many requests at once. The next run goes on from there. If it comes again and again, let the workflow run less often.',
		down: 'The service did not answer, or not in time. The next run goes on from there. If it stays, look at the status page of the service.',
		trigger:
			'Open the workflow, look at its trigger and credential, and publish the workflow again.',
		other:
			'Open the execution and look at the node that is marked in red. Then correct what it names, and execute the workflow again.',
	},
};
