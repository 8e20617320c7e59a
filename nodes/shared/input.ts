import type { IDataObject, IExecuteFunctions, IWebhookFunctions } from 'n8n-workflow';
import { invalidInput } from './problem';
import {
	asChoice,
	asChoices,
	asCommaTexts,
	asEntries,
	asLocator,
	asNumber,
	asRows,
	asSwitch,
	asText,
	asTexts,
	isEmpty,
	type Locator,
	type NumberRange,
} from './values';

// Whoever reads parameters reads values of rows as well.
export * from './values';

/**
 * Reads parameters, wherever they stand: at the top ("dryRun"), in a collection ("options.dryRun") or in the
 * rows of one. An expression may give anything in the place of anything, so that what is not clearly meant is
 * an error that names the parameter: nothing is on, off or empty by accident.
 *
 * A parameter that is not set has its default, which each method is given as `fallback`.
 */
export abstract class Input {
	/** What the parameter holds, as it is; for what the other methods do not read. */
	abstract value(name: string, fallback?: unknown): unknown;

	/**
	 * The entries of a collection such as Options, read in one go: n8n resolves each of its expressions once.
	 *
	 * @throws ProblemError when an expression gave anything else in its place
	 */
	collection(name: string, label: string): Collection {
		return new Collection(asEntries(this.value(name, {}), label));
	}

	/** @throws ProblemError for anything that is neither on nor off, also for nothing */
	switch(name: string, label: string, fallback: boolean): boolean {
		return asSwitch(this.value(name, fallback), label);
	}

	/** @throws ProblemError for anything that is not one of the choices; upper and lower case are the same */
	choice<T extends string>(name: string, label: string, choices: readonly T[], fallback: T): T {
		return asChoice(this.value(name, fallback), label, choices);
	}

	/**
	 * Several of the choices. An expression may give a list, or a single choice; an empty list is none of them.
	 *
	 * @throws ProblemError for anything that is not one of the choices, also for nothing in the place of a list
	 */
	choices<T extends string>(
		name: string,
		label: string,
		choices: readonly T[],
		fallback: readonly T[],
	): T[] {
		return asChoices(this.value(name, [...fallback]), label, choices);
	}

	/** @throws ProblemError for anything that is no number in the range, also for nothing */
	number(name: string, label: string, fallback: number, range: NumberRange = {}): number {
		return asNumber(this.value(name, fallback), label, range);
	}

	/**
	 * A text without surrounding blanks; '' for nothing.
	 *
	 * @throws ProblemError for a list, an object or a switch
	 */
	text(name: string, label: string): string {
		return asText(this.value(name), label);
	}

	/** A text that has to be there. */
	required(name: string, label: string): string {
		const text = this.text(name, label);
		if (text !== '') return text;
		throw invalidInput(label, 'is empty', 'Set it, or check what is mapped to it.');
	}

	/**
	 * A list of texts. An expression may give a list, or a single text, which counts as one; empty ones are
	 * dropped.
	 *
	 * @throws ProblemError for anything else in it
	 */
	texts(name: string, label: string): string[] {
		return asTexts(this.value(name, []), label);
	}

	/** A list of texts in which a comma separates as well: "a, b" is two. */
	commaTexts(name: string, label: string): string[] {
		return asCommaTexts(this.value(name, []), label);
	}

	/**
	 * The rows of a fixed collection.
	 *
	 * @param name e.g. "properties.property"
	 * @throws ProblemError when an expression gave anything else in their place
	 */
	rows(name: string, label: string): IDataObject[] {
		return asRows(this.value(name, []), label);
	}

	/**
	 * A resource locator. A plain value, as an expression may leave in its place, counts as chosen by the
	 * default mode.
	 *
	 * @throws ProblemError for a list, an object or a switch
	 */
	locator(name: string, label: string, defaultMode: string): Locator {
		return asLocator(this.value(name), label, defaultMode);
	}
}

/** Reads the entries of a collection or the fields of a row. */
export class Collection extends Input {
	constructor(private readonly values: IDataObject) {
		super();
	}

	value(name: string, fallback: unknown = ''): unknown {
		return this.has(name) ? this.values[name] : fallback;
	}

	/**
	 * Reads an entry that has no default, such as a filter.
	 *
	 * @returns undefined when the entry was not added. One that was and has no value is for `read` to judge
	 */
	ifAdded<T>(name: string, read: (value: unknown) => T): T | undefined {
		return this.has(name) ? read(this.values[name]) : undefined;
	}

	/** Whether an entry was added to the collection at all. */
	has(name: string): boolean {
		return Object.hasOwn(this.values, name);
	}

	/** Whether there is anything in an entry; where there is nothing, what it is about is left as it is. */
	isSet(name: string): boolean {
		return !isEmpty(this.value(name));
	}
}

/** Reads the parameters of one item. */
export class ItemInput extends Input {
	constructor(
		private readonly context: Pick<IExecuteFunctions, 'getInputData' | 'getNodeParameter'>,
		readonly itemIndex: number,
	) {
		super();
	}

	/** The item's own data. */
	get json(): IDataObject {
		return this.context.getInputData()[this.itemIndex].json;
	}

	value(name: string, fallback: unknown = ''): unknown {
		return this.context.getNodeParameter(name, this.itemIndex, fallback);
	}

	/**
	 * A part of a resource mapper, without n8n's own conversion of its values: that makes 0 of an empty number,
	 * and judges choices by the schema that the workflow saved.
	 *
	 * @param name e.g. "mergeFields.value"
	 */
	unconverted(name: string): unknown {
		const options = { skipValidation: true };
		return this.context.getNodeParameter(name, this.itemIndex, '', options);
	}
}

/** Reads the parameters of a trigger, which has no items. */
export class NodeInput extends Input {
	constructor(private readonly context: Pick<IWebhookFunctions, 'getNodeParameter'>) {
		super();
	}

	value(name: string, fallback: unknown = ''): unknown {
		return this.context.getNodeParameter(name, fallback);
	}
}
