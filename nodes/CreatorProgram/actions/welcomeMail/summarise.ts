import { ItemInput } from '../../../shared/input';
import { itemsBehind } from '../../../shared/lineage';
import type { Operation } from '../../../shared/operations';
import { isAudience, isMail, isUpload, summaryOf } from '../../mails/summary';
import { LANGUAGES, languageProperty, wordsOf } from '../../words';

export const summarise: Operation = {
	option: {
		name: 'Summarise',
		value: 'summarise',
		description:
			'One item: what was made in Mailchimp, what is to be done, and subject and plain text of each mail',
		action: 'Summarise what was prepared for the mails',
	},
	properties: [
		{
			displayName:
				'Connect what Template: Create or Update gives for the mails. Set that node to continue on error, so that one mail that was refused does not hide the others.',
			name: 'summariseMailsNotice',
			type: 'notice',
			default: '',
		},
		languageProperty,
	],
	async execute() {
		const input = new ItemInput(this, 0);
		const words = wordsOf(input.choice('language', 'Language', LANGUAGES, 'en')).prepared;
		const behind = itemsBehind(this);
		const uploads = this.getInputData().map(({ json }, index) => ({
			result: behind(index, isUpload) ?? json,
			mail: behind(index, isMail),
		}));
		const item = summaryOf(uploads, behind(0, isAudience), words);
		return [{ json: item, pairedItem: { item: 0 } }];
	},
};
