import type { IDataObject } from 'n8n-workflow';
import {
	isAudience,
	isMail,
	isUpload,
	summaryOf as summaryIn,
	type Upload,
} from '../../../../nodes/CreatorProgram/mails/summary';
import { wordsOf, type Language } from '../../../../nodes/CreatorProgram/words';
import { mailsWith } from './mail';

const summaryOf = (
	uploads: Upload[],
	audience: IDataObject | undefined,
	language: Language = 'en',
) => summaryIn(uploads, audience, wordsOf(language).prepared);

const [mail] = mailsWith();
const uploaded: IDataObject = { id: 7, name: mail.name, result: 'created' };

const AUDIENCE: IDataObject = {
	audience_id: 'a1',
	name: 'Creators',
	ready: true,
	merge_fields: [
		{ tag: 'AFFLINK', type: 'url', state: 'present' },
		{ tag: 'UNPAID', type: 'text', state: 'created' },
		{ tag: 'TIER', type: 'text', state: 'no_room' },
	],
	tags: [{ name: 'new-affiliate', state: 'created' }],
	problems: [],
};

describe('what was prepared for the mails', () => {
	it('knows its items from one another', () => {
		const items: IDataObject[] = [mail, uploaded, AUDIENCE, { error: 'No' }, { ok: true }];
		expect(items.map(isMail)).toEqual([true, false, false, false, false]);
		expect(items.map(isUpload)).toEqual([false, true, false, true, false]);
		expect(items.map(isAudience)).toEqual([false, false, true, false, false]);
	});

	it('says what was made and what was there, and nothing of what is neither', () => {
		expect(summaryOf([{ result: uploaded, mail }], AUDIENCE)).toMatchObject({
			summary: 'The audience Creators is ready. 3 made, 1 there already.',
			made: ['Merge field UNPAID (text)', 'Tag new-affiliate', `Template ${mail.name}`],
			was_there: ['Merge field AFFLINK (url)'],
			ready: true,
		});
	});

	it('says it in German', () => {
		const refused = { result: { error: 'No' }, mail };
		const strange = { result: { ok: true }, mail: undefined };
		expect(summaryOf([{ result: uploaded, mail }, refused, strange], AUDIENCE, 'de')).toMatchObject(
			{
				summary:
					'Die Zielgruppe Creators ist nicht bereit: 2 Probleme sind zu lösen. 3 angelegt, 1 schon da.',
				made: ['Merge-Feld UNPAID (text)', 'Tag new-affiliate', `Vorlage ${mail.name}`],
				problems: [
					{
						message: `Die Mail „${mail.name}“ wurde nicht hochgeladen: No`,
						fix: 'Führe den Workflow noch einmal aus.',
					},
					{ message: 'Ein Eintrag ist keine Mail, die hochgeladen wurde' },
				],
				next_step: expect.stringMatching(/^Löse, was unter problems steht/),
			},
		);
	});

	it('is not ready when the audience is not, also where a dry run names no problem', () => {
		const dryRun = { ...AUDIENCE, ready: false };
		expect(summaryOf([{ result: uploaded, mail }], dryRun)).toMatchObject({
			ready: false,
			summary: 'The audience Creators is not ready. 3 made, 1 there already.',
		});
	});

	it('says the same warning of seven mails once', () => {
		const uploads = mailsWith({ textColour: '#bbbbbb' }).map((each) => ({
			result: { name: each.name, result: 'updated' },
			mail: each,
		}));
		const { problems, ready } = summaryOf(uploads, undefined);
		expect(problems).toHaveLength(2);
		expect(ready).toBe(true);
	});

	it.each<[string, IDataObject, IDataObject | undefined, string]>([
		['no mail', uploaded, undefined, 'not_understood'],
		['no upload', { ok: true }, mail, 'not_understood'],
		['an error', { error: 'No' }, mail, 'mail_not_uploaded'],
		['an error of no mail', { error: 'No', details: { reason: 'x' } }, undefined, 'x'],
	])('does not take %s for done', (_what, result, known, code) => {
		const item = summaryOf([{ result, mail: known }], AUDIENCE);
		expect(item).toMatchObject({ ready: false, problems: [{ severity: 'error', code }] });
	});

	it('holds no HTML of a mail', () => {
		const item = summaryOf([{ result: uploaded, mail }], AUDIENCE);
		expect(JSON.stringify(item)).not.toContain('doctype');
		expect(item.mails).toMatchObject([{ name: mail.name, plain_text: mail.text, tag: mail.tag }]);
	});
});
