import { asEntries } from '../../../shared/input';
import type { Operation } from '../../../shared/operations';
import { invalidInput } from '../../../shared/problem';
import { Run } from '../../../shared/run';
import { buildMails } from '../../mails/build';
import { readMailSettings } from '../../settings/mailSettings';

const LABEL = 'Mail Settings';

export const build: Operation = {
	option: {
		name: 'Build',
		value: 'build',
		description:
			'One item a mail: template name, subject, preview, HTML, plain text, and when it goes out',
		action: 'Build the welcome mails',
	},
	properties: [
		{
			displayName: LABEL,
			name: 'mailSettings',
			type: 'json',
			required: true,
			default: '={{ $json.mails }}',
			description: 'What <i>Settings: Set Welcome Mails</i> gives under <code>mails</code>',
		},
	],
	async execute() {
		return await new Run(this).forEachItem(async (input) => {
			const given = parsed(input.value('mailSettings'));
			const entries = asEntries(given, LABEL);
			if (Object.keys(entries).length > 0) return buildMails(readMailSettings(entries));
			throw invalidInput(
				LABEL,
				'is empty',
				'Map what Settings: Set Welcome Mails gives under "mails" to it.',
			);
		});
	},
};

/** The field takes JSON as text as well. */
function parsed(value: unknown): unknown {
	if (typeof value !== 'string' || !value.trim().startsWith('{')) return value;
	try {
		return JSON.parse(value);
	} catch {
		throw invalidInput(LABEL, 'is no valid JSON', 'Check its brackets, commas and quotes.');
	}
}
