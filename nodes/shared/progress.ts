import type { IExecuteFunctions } from 'n8n-workflow';

/**
 * Tells how far a long run is: in n8n's log, and in the browser's console when somebody runs the
 * workflow by hand. n8n has no place in the editor for it.
 *
 * @param what what is counted, e.g. "contacts"
 */
export function tellProgress(
	this: IExecuteFunctions,
	what: string,
	done: number,
	total: number,
): void {
	const text = `${this.getNode().name}: ${done} of ${total} ${what}`;
	this.logger.info(text);
	this.sendMessageToUI(text);
}
