import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { tags } from './support/contacts';
import { errorOf, outputOf } from './support/engine';
import { runOnContacts } from './support/mailchimpContact';
import { addKeyField, creator, mailchimp, runMilestones, tagsOf } from './support/milestones';
import {
	addAffiliate,
	begin,
	ladder,
	OFFERS,
	refersion,
	sell,
	setTheScene,
	theHub,
} from './support/promote';

setTheScene();

beforeEach(() => addKeyField());

/** Silver from 500 brings 50 USD, Gold from 2,000 brings 200. */
const bonusLadder = (more: IDataObject = {}) => {
	const [standard, silver, gold] = ladder();
	return [standard, { ...silver, bonus: 50, ...more }, { ...gold, bonus: 200 }];
};
const withBonuses = (more: INodeParameters = {}): INodeParameters => ({
	tiers: { row: bonusLadder() },
	currency: 'USD',
	...more,
});
const run = async (settings = withBonuses()) => await runMilestones(settings);

/** Somebody adds a tag to a contact. */
async function tag(name: string, given: string): Promise<void> {
	const email = `${name}@creator-mail.com`;
	const parameters = { resource: 'tag', operation: 'add', email, tags: tags(given), options: {} };
	expect(errorOf(await runOnContacts(theHub(), parameters, [{}]))?.message).toBeUndefined();
}

const silverTag = () => `tier-bonus-${OFFERS.silver}`;
const goldTag = () => `tier-bonus-${OFFERS.gold}`;
const credits = () =>
	refersion().requests.filter(({ path }) => path.startsWith('/v2/conversion/manual'));

describe('template: tiers and milestones, bonuses', () => {
	it('tells who is to be given what, until the tag says that it was done; credits nothing', async () => {
		const { id } = creator('anna');
		sell(id, 600);
		const first = await run();
		expect(errorOf(first.made)?.message).toContain('1 needs a look');
		expect(first.summary.text).toContain(
			`anna Smith (anna@creator-mail.com): A bonus was earned, and no tag says that it was given: 50.00 USD, Silver (${silverTag()}).`,
		);
		// The rest goes on.
		expect(tagsOf('anna')).toContain('milestone-1');
		expect((await run()).summary).toMatchObject({ tell: true });
		await tag('anna', silverTag());
		expect((await run()).summary).toMatchObject({ tell: false });
		sell(id, 1_500);
		expect((await run()).summary.held).toEqual([
			expect.objectContaining({ reason: 'bonus_due', key: refersion().affiliate(id)?.code }),
		]);
		await tag('anna', goldTag());
		const last = await run();
		expect(errorOf(last.made)).toBeUndefined();
		// The tags of bonuses are nobody's but yours.
		expect(tagsOf('anna')).toEqual(expect.arrayContaining([silverTag(), goldTag()]));
		expect(credits()).toEqual([]);
	});

	it.each(['pending', 'archived'] as const)('knows it of a contact that is %s', async (status) => {
		mailchimp().switches.segmentsListPending = false;
		const { id, code, email } = addAffiliate('anna', 600);
		const AFFLINK = String(refersion().linkOf(id));
		const mergeFields = { AFFLINK, AFFCODE: code };
		const contact = { email, status, mergeFields, tags: ['new-affiliate', silverTag()] };
		mailchimp().addMember(theHub().audienceId, contact);
		const { made } = await run();
		expect(outputOf(made, 'Describe', 0)).toMatchObject([{ json: { email } }]);
		expect(outputOf(made, 'Describe', 1)).toEqual([]);
	});

	it('knows it of a contact with another address by the code', async () => {
		const { id } = creator('anna');
		sell(id, 600);
		await tag('anna', silverTag());
		Object.assign(refersion().affiliate(id) ?? {}, { email: 'new@creator-mail.com' });
		const { made } = await run();
		expect(outputOf(made, 'Describe', 1)).toEqual([]);
	});

	it('tells nobody to give anything when Mailchimp does not say what was given', async () => {
		sell(creator('anna').id, 600);
		const path = /tag-search/;
		theHub().world.faults.failNext({ service: 'mailchimp', path, fault: '400' });
		const { made, summary } = await run();
		expect(outputOf(made, 'Describe', 1).map(({ json }) => json.reason)).toEqual([
			'bonuses_not_read',
		]);
		expect(summary.text).toContain('Give none before you have looked.');
		expect(tagsOf('anna')).toContain('milestone-1');
	});

	it('says nothing without bonuses, and with nobody in the programme', async () => {
		expect(errorOf((await run()).made)?.message).toBeUndefined();
		sell(creator('anna').id, 600);
		expect((await run({})).summary).toMatchObject({ tell: false });
	});

	it('reads who was given one in few requests', async () => {
		for (const name of ['anna', 'bea', 'cleo']) {
			sell(creator(name).id, 600);
			await tag(name, silverTag());
		}
		mailchimp().clearRequests();
		await run();
		const reads = mailchimp().requests.filter(({ path }) => path.endsWith('/members'));
		expect(reads.length).toBeLessThanOrEqual(3);
	});

	const row = (more: IDataObject) => withBonuses({ tiers: { row: bonusLadder(more) } });
	it.each<[() => INodeParameters, string]>([
		[() => withBonuses({ currency: '' }), 'Bonus (row 2 of Tiers) has no currency'],
		[() => row({ bonus: -1 }), 'Bonus (row 2 of Tiers) is not'],
		[() => row({ bonus: '50 USD' }), 'Bonus (row 2 of Tiers) is not a number'],
		[() => row({ bonus: 0.005 }), 'Bonus (row 2 of Tiers) has more than two decimals'],
		[() => row({ bonus: 1_500 }), 'Bonus (row 2 of Tiers) would reach "Gold" by itself'],
		// A credit is commission, whatever the tier is measured by.
		[
			() => row({ bonus: 2_000, measure: 'sales' }),
			'Bonus (row 2 of Tiers) would reach "Gold" by itself',
		],
		[
			() => withBonuses({ tiers: { row: bonusLadder().map((tier) => ({ ...tier, bonus: 5 })) } }),
			'Bonus (row 1 of Tiers) is for a tier with the threshold 0',
		],
		[() => withBonuses({ options: { tierPrefix: 'tier-' } }), 'is the beginning of'],
		[
			() => withBonuses({ options: { tierPrefix: 'given-5', bonusPrefix: 'given-' } }),
			'begins with Bonus Tag Prefix, "given-"',
		],
		[() => withBonuses({ options: { bonusPrefix: '' } }), 'Bonus Tag Prefix is empty'],
	])('refuses what is not clearly meant: %#', async (settings, message) => {
		begin();
		creator('anna');
		refersion().clearRequests();
		expect(errorOf((await run(settings())).made)?.message).toContain(message);
		expect(refersion().requests).toEqual([]);
	});
});
