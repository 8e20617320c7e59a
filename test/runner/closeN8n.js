/** Run by Jest after all tests, in the process in which the host and browser layers run: ends the n8n that they shared. */
module.exports = async () => {
	const shared = globalThis.testProcess?.n8n;
	if (!shared) return;
	// An n8n that did not start has told it to the tests, and has left nothing.
	const started = await shared.catch(() => undefined);
	await started?.hub.close();
	await started?.served.close();
};
