import type { IDataObject } from 'n8n-workflow';
import { OURS } from '../../unit/docs/support/labels';
import { THEIRS } from '../../unit/docs/support/theirLabels';

/** What stands in a `setting` and is the label of nothing. */
const WORDS = ['Mailchimp', 'Refersion credential', 'The welcome journey in Mailchimp'];

const LABELS = new Set([...OURS, ...Object.values(THEIRS).flat(), ...WORDS]);

/** The rows of a check, after a look at what they say to programs and which labels they name. */
export function expectFindings(rows: IDataObject[], switches: object): IDataObject[] {
	for (const { fact, setting } of rows) {
		if (typeof fact === 'string' && fact !== '') expectFact(fact, switches);
		if (typeof setting !== 'string') continue;
		const unknown = labelsIn(setting).filter((label) => !LABELS.has(label));
		expect({ setting, unknown }).toEqual({ setting, unknown: [] });
	}
	return rows;
}

/**
 * A fact is what `docs/check-set-up.md` says it is: a property of the account or the audience, or a switch of the emulator,
 * and then one that stands as the check has found.
 */
function expectFact(fact: string, switches: object): void {
	const [, name = '', sign, value = ''] = /^([\w.]+) ([=>]) (.+)$/.exec(fact) ?? [];
	if (/^(audience|account)\.[a-z_]+$/.test(name) && sign === '=') return;
	const stand = new Map<string, unknown>(Object.entries(switches));
	expect({ fact, isSwitch: stand.has(name) }).toEqual({ fact, isSwitch: true });
	if (sign === '=') expect(fact).toBe(`${name} = ${String(stand.get(name))}`);
	else expect(Number(stand.get(name))).toBeGreaterThan(Number(value));
}

/** The parts of a setting that begin as labels do: "Affiliate: Get, and Include Tracking Link". */
function labelsIn(setting: string): string[] {
	return setting
		.replace(/ \(in Settings: ([^)]*)\)/g, ', $1')
		.split(/ > |: |\. |[,;] (?:and |or |by |what )?(?:another )?/)
		.filter((part) => /^[A-Z]/.test(part));
}
