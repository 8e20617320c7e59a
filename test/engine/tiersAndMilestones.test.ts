import type { INodeParameters } from 'n8n-workflow';
import { errorOf } from './support/engine';
import {
	addKeyField,
	ago,
	creator,
	fieldsOf,
	mailchimp,
	runMilestones as run,
	tagsOf,
} from './support/milestones';
import {
	addAffiliate,
	begin,
	OFFERS,
	refersion,
	sell,
	setTheScene,
	theHub,
} from './support/promote';

setTheScene();

beforeEach(() => addKeyField());

describe('template: tiers and milestones', () => {
	it('says in the contact what everybody has reached', async () => {
		const anna = creator('anna');
		sell(anna.id, 120.5, ago(3));
		const bea = creator('bea', OFFERS.gold);
		for (let number = 0; number < 10; number++) sell(bea.id, 300, ago(61 + number));
		creator('cleo');
		creator('dora', OFFERS.other);
		const { made, summary } = await run();
		expect(errorOf(made)).toBeUndefined();
		expect(summary.counts).toMatchObject({ corrected: 4, held: 0 });
		const tier = (offer: number) => `tier-offer-${offer}`;
		expect(tagsOf('anna')).toEqual(
			['activity-selling', 'milestone-1', 'new-affiliate', tier(OFFERS.standard)].sort(),
		);
		expect(tagsOf('bea')).toEqual(
			['activity-quiet', 'milestone-10', 'new-affiliate', tier(OFFERS.gold)].sort(),
		);
		expect(tagsOf('cleo')).toEqual(['new-affiliate', tier(OFFERS.standard)].sort());
		expect(fieldsOf('anna')).toMatchObject({
			TIER: 'Standard',
			NEXTTIER: 'Silver (379.50 USD to go)',
		});
		expect(fieldsOf('bea')).toMatchObject({
			TIER: 'Gold',
			NEXTTIER: 'none, you have reached the top',
		});
		expect(fieldsOf('dora')).not.toMatchObject({ TIER: expect.stringMatching(/./) });
	});

	it('has one tag of each kind, and writes nothing when nothing has changed', async () => {
		const { id } = creator('anna');
		sell(id, 10, ago(90));
		await run();
		expect(tagsOf('anna')).toContain('activity-quiet');
		for (let number = 0; number < 9; number++) sell(id, 60, ago(number));
		Object.assign(refersion().affiliate(id) ?? {}, { offer_id: OFFERS.silver });
		await run();
		const expected = ['activity-selling', 'milestone-10', 'new-affiliate'];
		expect(tagsOf('anna')).toEqual([...expected, `tier-offer-${OFFERS.silver}`].sort());
		mailchimp().clearRequests();
		const { summary } = await run();
		expect(summary.counts).toMatchObject({ right: 1, corrected: 0 });
		expect(mailchimp().requests.filter(({ method }) => method !== 'GET')).toEqual([]);
	});

	it('starts a journey once for each step', async () => {
		const { audienceId, world } = theHub();
		for (const tag of ['milestone-1', `tier-offer-${OFFERS.silver}`]) {
			const journey = { audienceId, tag, subject: tag, html: '<p>*|TIER|*</p>', reentry: true };
			mailchimp().journeys.add(journey);
		}
		const { id } = creator('anna');
		sell(id, 10);
		await run();
		await run();
		Object.assign(refersion().affiliate(id) ?? {}, { offer_id: OFFERS.silver });
		await run();
		await run();
		expect(world.outbox.mails.map(({ subject, html }) => `${subject} ${html}`)).toEqual([
			'milestone-1 <p>Standard</p>',
			`tier-offer-${OFFERS.silver} <p>Silver</p>`,
		]);
	});

	it('makes last and all commission right where they are named, whatever webhooks were lost', async () => {
		const options = { lastMergeField: 'LASTCOMM', totalMergeField: 'TOTALCOMM' };
		for (const tag of ['LASTCOMM', 'TOTALCOMM']) {
			mailchimp().addMergeField(theHub().audienceId, { tag, name: tag, type: 'number' });
		}
		const { id } = creator('anna');
		const sale = sell(id, 30, { status: 'PENDING' });
		sell(id, 12.5, ago(2));
		await run({ options });
		expect(fieldsOf('anna')).toMatchObject({ LASTCOMM: 30, TOTALCOMM: 12.5 });
		refersion().setConversionStatus(sale.id, 'DENIED');
		sell(id, -2.5);
		await run({ options });
		expect(fieldsOf('anna')).toMatchObject({ LASTCOMM: 12.5, TOTALCOMM: 10 });
		mailchimp().clearRequests();
		await run({ options });
		expect(mailchimp().requests.filter(({ method }) => method !== 'GET')).toEqual([]);
	});

	it('leaves last and all commission to Commission notices as it comes, which are newer', async () => {
		for (const tag of ['LASTCOMM', 'TOTALCOMM']) {
			mailchimp().addMergeField(theHub().audienceId, { tag, name: tag, type: 'number' });
		}
		const { id } = creator('anna');
		sell(id, 30);
		await run();
		expect(fieldsOf('anna')).toMatchObject({ LASTCOMM: '', TOTALCOMM: '', TIER: 'Standard' });
	});

	it('adds nobody, and changes nothing in a dry run', async () => {
		addAffiliate('stranger', 600);
		const { id } = creator('anna');
		sell(id, 10);
		const dry = await run({ dryRun: true });
		expect(dry.summary).toMatchObject({ dry_run: true, counts: { corrected: 1, later: 1 } });
		expect(tagsOf('anna')).toEqual(['new-affiliate']);
		await run();
		expect(mailchimp().member(theHub().audienceId, 'stranger@creator-mail.com')).toBeUndefined();
	});

	it('holds whom Refersion cannot tell of, and does the others', async () => {
		theHub().credentials.refersionApi = { ...theHub().credentials.refersionApi, graphqlToken: '' };
		creator('anna');
		creator('bea');
		const rule = { service: 'refersion', path: '/v2/conversion/totals', fault: '400' } as const;
		theHub().world.faults.failNext(rule);
		const { made, summary } = await run();
		expect(summary.held).toEqual([expect.objectContaining({ reason: 'no_standing' })]);
		expect(errorOf(made)?.message).toContain('does not say how an affiliate stands');
		expect([tagsOf('anna'), tagsOf('bea')].filter((tags) => tags.length > 1)).toHaveLength(1);
	});

	it.each<[INodeParameters, string]>([
		[{ milestones: '1, ten' }, 'Milestones (Sales) has no whole number of sales in it: "ten"'],
		[{ milestones: '0' }, 'Milestones (Sales) has no whole number'],
		[{ quietDays: -1 }, 'Quiet After (Days)'],
		[{ options: { tierPrefix: 'new-' } }, 'is the beginning of Welcome Tag'],
		[{ options: { tierPrefix: '' } }, 'Tier Tag Prefix is empty'],
		[{ options: { tierMergeField: 'NEXTTIER' } }, 'Next Tier Merge Field is the same'],
	])('refuses %j', async (settings, message) => {
		begin();
		creator('anna');
		refersion().clearRequests();
		expect(errorOf((await run(settings)).made)?.message).toContain(message);
		expect(refersion().requests).toEqual([]);
	});
});
