import type { INodeParameters, IRun } from 'n8n-workflow';
import { runUpsert, tags } from './support/contacts';
import { errorOf } from './support/engine';
import { listen, type Sent } from './support/hostile';
import { locator, resetHub, startHub, type Hub } from './support/hub';
import { runMailchimp } from './support/mailchimp';
import { runRefersion } from './support/refersion';

let hub: Hub;
beforeAll(async () => {
	hub = await startHub();
});
beforeEach(() => {
	resetHub(hub);
	hub.served.refusedHosts.splice(0);
	jest.spyOn(Math, 'random').mockReturnValue(0);
});
afterEach(() => jest.restoreAllMocks());
afterAll(async () => await hub.close());

describe('crafted values in the path of a request', () => {
	const CRAFTED = [
		'..',
		'.',
		'../../campaigns',
		'%2e%2e',
		'/',
		'//evil.example/',
		'\\\\evil.example\\',
		'@evil.example',
		'?fields=x',
		'#x',
		'a/b?c#d',
		'\r\nX-Injected: yes',
		'\0',
		'é\u202e',
		'9f4a1b2c3d/../../../evil',
	];
	const operations: Array<[string, (crafted: string) => INodeParameters]> = [
		['get', (audience) => ({ resource: 'contact', operation: 'get', audience, email: 'a@b.co' })],
		[
			'archive',
			(audience) => ({ resource: 'contact', operation: 'archive', audience, email: 'a@b.co' }),
		],
		[
			'getMany',
			(audience) => ({
				resource: 'contact',
				operation: 'getMany',
				audience,
				returnAll: true,
				filters: {},
			}),
		],
		[
			'mergeField',
			(audience) => ({ resource: 'mergeField', operation: 'getMany', audience, returnAll: true }),
		],
		['tag', (audience) => ({ resource: 'tag', operation: 'getMany', audience, returnAll: true })],
	];

	/** What a service would see, and what it must not. */
	const check = (sent: Sent[]) => {
		for (const { url, headers } of sent) {
			expect(url.host).toBe('us21.api.mailchimp.com');
			expect(headers).not.toHaveProperty('x-injected');
		}
		expect(hub.served.refusedHosts).toEqual([]);
	};

	it.each(CRAFTED)('an audience %j stays one piece behind /lists', async (crafted) => {
		for (const [, parameters] of operations) {
			const sent = listen(hub);
			const run = await runMailchimp(hub, parameters(crafted));
			check(sent);
			expect(errorOf(run)?.name).toMatch(/^Node/);
			for (const { url } of sent) {
				const [, version, lists, piece] = url.pathname.split('/');
				expect([version, lists]).toEqual(['3.0', 'lists']);
				expect(decodeURIComponent(piece).replaceAll('%2E', '.')).toBe(crafted.trim());
			}
			jest.restoreAllMocks();
		}
	});

	it.each(CRAFTED)('an email with %j is only there as a hash', async (crafted) => {
		const sent = listen(hub);
		await runMailchimp(hub, {
			resource: 'contact',
			operation: 'get',
			audience: locator('id', hub.audienceId),
			email: `jo${crafted}@creator-mail.com`,
		});
		check(sent);
		for (const { url } of sent) {
			expect(url.pathname).toMatch(
				new RegExp(`^/3\\.0/lists/${hub.audienceId}/members/[0-9a-f]{32}$`),
			);
		}
	});

	it.each(CRAFTED)('a tag %j is in the query or the body', async (crafted) => {
		const sent = listen(hub);
		const options = { startAutomations: 'any' };
		await runUpsert(hub, { parameters: { tagsToAdd: tags(crafted) }, options });
		await runMailchimp(hub, {
			resource: 'tag',
			operation: 'getMembers',
			audience: locator('id', hub.audienceId),
			tag: locator('name', crafted),
			returnAll: true,
			options: {},
		});
		check(sent);
		const list = `/3\\.0/lists/${hub.audienceId}`;
		for (const { url } of sent) {
			expect(url.pathname).toMatch(
				new RegExp(`^${list}/(members/[0-9a-f]{32}(/tags)?|tag-search|segments/\\d+/members)$`),
			);
		}
	});

	it.each(CRAFTED)('a step of a journey %j is refused before anything is sent', async (crafted) => {
		const step = (parameters: INodeParameters) => ({
			resource: 'journey',
			operation: 'triggerStep',
			email: 'jo@creator-mail.com',
			...parameters,
		});
		const sent = listen(hub);
		const url = `https://us21.api.mailchimp.com/3.0/customer-journeys/journeys/${crafted}/steps/1/actions/trigger`;
		const runs: IRun[] = [
			await runMailchimp(hub, step({ stepBy: 'id', journeyId: crafted, stepId: '1' })),
			await runMailchimp(hub, step({ stepBy: 'id', journeyId: '1', stepId: crafted })),
			await runMailchimp(hub, step({ stepBy: 'url', stepUrl: url })),
		];
		for (const run of runs) expect(errorOf(run)?.message).toContain('The parameter');
		expect(sent).toEqual([]);
	});

	it.each(CRAFTED)('an affiliate %j is in the body or refused', async (crafted) => {
		const sent = listen(hub);
		for (const mode of ['id', 'code', 'email']) {
			const value = mode === 'email' ? `jo${crafted}@creator-mail.com` : crafted;
			// An expression: n8n itself checks what is typed in.
			const affiliate = locator(mode, '={{ $json.value }}');
			const parameters = { resource: 'affiliate', operation: 'get', affiliate, options: {} };
			const run = await runRefersion(hub, parameters, [{ value }]);
			expect(errorOf(run)?.name).toMatch(/^Node/);
		}
		for (const { url, headers } of sent) {
			expect(url.href).toMatch(/^https:\/\/api\.refersion\.com\/v2\/affiliate\/(get|search)$/);
			expect(headers).not.toHaveProperty('x-injected');
		}
		expect(hub.served.refusedHosts).toEqual([]);
	});
});
