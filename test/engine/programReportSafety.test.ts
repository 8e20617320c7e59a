import { errorOf, outputOf, runWorkflow } from './support/engine';
import { resetHub, startHub, type Hub } from './support/hub';
import {
	addLinkFields,
	addProgramme,
	countsOf,
	report,
	reportTemplate,
	runReport,
	SENT,
	toldTo,
	writes,
	type Creator,
} from './support/programReport';
import { skipWaits } from './support/skipWaits';
import { skipSockets } from './support/withoutSockets';

let hub: Hub;
beforeAll(async () => {
	hub = await startHub();
});
beforeEach(() => {
	resetHub(hub);
	addLinkFields(hub);
});
afterEach(() => {
	expect(writes(hub)).toEqual([]);
});
afterAll(async () => await hub.close());
skipSockets(() => hub.world);
skipWaits();

const programme = (creators: Creator[]) => {
	addProgramme(hub, creators);
};

const SELLER: Creator = {
	email: 'jo@creator-mail.com',
	opened: true,
	clicked: true,
	link: 'live',
	linkDays: 60,
	sale: 'PAID',
};

describe('template: program report, when something is missing or goes wrong', () => {
	it('says that sales are not known without the GraphQL token, rather than 0', async () => {
		hub.credentials.refersionApi.graphqlToken = '';
		programme([SELLER, { email: 'silent@creator-mail.com' }]);
		const result = await report(hub);
		expect(countsOf(result)).toEqual([2, 2, 1, 1, 1, null, null]);
		expect(result.numbers).toMatchObject({
			sales: null,
			sales_unknown_because: 'needs the GraphQL token',
			by_offer: [{ offer: 'Offer 1234', live: 1, sold: null, paid: null }],
		});
		expect(result.numbers.stuck.map(({ key }) => key)).toEqual([
			'contact',
			'opened',
			'clicked',
			'live',
		]);
		expect(result.text).toContain('First sale: not known, Paid: not known.');
		for (const html of [result.html, result.page]) {
			expect(html.match(/not known \(needs the GraphQL token\)/g)).toHaveLength(2);
		}
		const asked = hub.world.refersion.requests.filter(({ host }) => host.startsWith('graphql'));
		expect(asked).toEqual([]);
	});

	it('says why when Refersion refuses the token', async () => {
		hub.credentials.refersionApi.graphqlToken = 'wrong';
		programme([SELLER]);
		const result = await report(hub);
		expect(countsOf(result).slice(4)).toEqual([1, null, null]);
		expect(result.numbers.sales_unknown_because).toContain(
			'Refersion could not be asked for sales: Refersion refused the GraphQL token',
		);
	});

	it('gets through refusals and lost connections', async () => {
		programme([SELLER]);
		const { faults } = hub.world;
		for (const service of ['refersion', 'mailchimp'] as const) {
			faults.failNext({ service, fault: '429', times: 2 });
			faults.failNext({ service, fault: 'reset-before' });
		}
		faults.failNext({ service: 'refersion', fault: '502-html', after: 2 });
		expect(countsOf(await report(hub))).toEqual([1, 1, 1, 1, 1, 1, 1]);
		expect(faults.pending()).toBe(0);
	}, 60_000);

	it.each([
		['refersion', '/v2/affiliate/list'],
		['mailchimp', /members$/],
	] as const)('fails rather than report half a programme (%s)', async (service, path) => {
		programme([SELLER]);
		hub.world.faults.failNext({ service, path, fault: '400' });
		const run = await runReport(hub);
		expect(errorOf(run)).toBeDefined();
		expect(run.data.resultData.runData).not.toHaveProperty('Report');
	});

	it('shows what people wrote as text, whatever is in it', async () => {
		const names = [
			`<script>alert(1)</script>"'`,
			// What String.replace would read as "the text before", "after" or "what was found".
			"$` $' $&",
			"{{ $json.page }} {{ $('Settings').first().json }}",
			'\u202eJo </bdi></section>',
		];
		hub.world.refersion.addOffer({
			id: 9,
			name: '<img src=x onerror=alert(1)>',
			type: 'FLAT_RATE',
			commission: '1',
		});
		programme(
			names.map((lastName, index) => ({
				email: `"<u>${index}"@creator-mail.com`,
				lastName,
				offerId: 9,
				link: '<i>live</i>',
			})),
		);
		const brand = '</title><script>alert(2)</script>{{ $json.when }}';
		const { html, page, numbers } = await report(hub, { settings: { brand } });
		expect(toldTo(numbers, 'No mail opened')).toHaveLength(4);
		for (const each of [html, page]) {
			expect(each.match(/<(script|img|i>|u>)/)).toBeNull();
			const read = each.replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)));
			for (const name of names.slice(0, 3)) expect(read).toContain(`Jo ${name}`);
			expect(read).toContain('<img src=x onerror=alert(1)>');
			expect(read).toContain(`${brand}: creator programme`);
		}
	});

	it('is well formed and loads nothing from elsewhere', async () => {
		programme([SELLER, { email: 'silent@creator-mail.com' }, { email: 'x@x.com', contact: false }]);
		const { html, page, subject } = await report(hub, { settings: { brand: 'Northwind' } });
		expect(subject).toMatch(/^Northwind: creator programme, \d+ \w+ \d{4}$/);
		for (const each of [html, page]) {
			expect(each).toMatch(/^<!DOCTYPE html>\n<html lang="en">/);
			expect(each).not.toMatch(/https?:|url\(|@import|<(script|iframe|link|img)/);
		}
		expect(page).toContain('prefers-color-scheme: dark');
		// Mail programs know neither SVG nor flexible boxes.
		expect(html).not.toMatch(/<svg|display:\s*(flex|grid)|var\(/);
	});
});

describe('template: program report, as a page', () => {
	it('is off and behind a password', () => {
		const { nodes } = reportTemplate(hub);
		const webhooks = nodes.filter(({ type }) => type === 'n8n-nodes-base.webhook');
		expect(webhooks).toEqual([
			expect.objectContaining({
				disabled: true,
				parameters: expect.objectContaining({ authentication: 'basicAuth' }),
			}),
		]);
	});

	it.each([
		['Page is asked for', 'Show the page'],
		['Every Monday', ''],
	])('from %s it goes to where it belongs only', async (start, shown) => {
		programme([SELLER]);
		const file = reportTemplate(hub);
		for (const node of file.nodes) if (node.name === start) node.disabled = false;
		const run = await runWorkflow(hub.engine, file, { start, credentials: hub.credentials });
		expect(errorOf(run)?.message).toBeUndefined();
		expect(outputOf(run, 'Show the page')).toHaveLength(shown === '' ? 0 : 1);
		expect(outputOf(run, SENT.node, SENT.output)).toHaveLength(shown === '' ? 1 : 0);
	});
});
