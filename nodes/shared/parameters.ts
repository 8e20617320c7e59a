import { isResourceLocatorValue, NodeOperationError, type IExecuteFunctions } from 'n8n-workflow';

/** What a resource locator holds: how the record was chosen, and which one. */
export interface Locator {
	mode: string;
	/** The chosen id, name, code … without surrounding blanks; '' when nothing was chosen. */
	value: string;
}

/**
 * Reads a resource locator parameter. A plain value, as an expression may leave in its place, counts
 * as chosen by its default mode.
 *
 * @param parameter the parameter's value as n8n returns it
 * @param defaultMode mode of a plain value
 */
export function readLocator(parameter: unknown, defaultMode: string): Locator {
	if (isResourceLocatorValue(parameter)) {
		return { mode: parameter.mode, value: String(parameter.value ?? '').trim() };
	}
	const isPlain = typeof parameter === 'string' || typeof parameter === 'number';
	return { mode: defaultMode, value: isPlain ? String(parameter).trim() : '' };
}

/**
 * Reads a parameter that holds several texts. A single text, as an expression may give it, counts as
 * one; blanks around a text and empty texts are dropped.
 *
 * @param parameter the parameter's value as n8n returns it
 */
export function readTexts(parameter: unknown): string[] {
	const texts: unknown[] = Array.isArray(parameter) ? parameter : [parameter];
	return texts
		.filter((text) => typeof text === 'string' || typeof text === 'number')
		.map((text) => String(text).trim())
		.filter((text) => text !== '');
}

/** The error for a parameter with which nothing can be sent. */
export function invalidParameter(
	this: IExecuteFunctions,
	parameter: string,
	what: string,
	remedy: string,
): NodeOperationError {
	return new NodeOperationError(this.getNode(), `The parameter ${parameter} ${what}`, {
		type: 'invalid_input',
		description: `The item was not sent. ${remedy}`,
	});
}

/** Reads a text parameter, without surrounding blanks; an empty one is an error. */
export function readRequired(
	this: IExecuteFunctions,
	name: string,
	parameter: string,
	itemIndex: number,
): string {
	const value = this.getNodeParameter(name, itemIndex, '');
	const text = typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
	if (text) return text;
	throw invalidParameter.call(
		this,
		parameter,
		'is empty',
		'Set it, or check what is mapped to it.',
	);
}
