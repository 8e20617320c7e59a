import { errorOf } from './support/engine';
import { resetHub, startHub, type Hub } from './support/hub';
import { asked, LINK, runCheck, runGetLinks, setProfile } from './support/linktree';
import { itemsOf } from './support/refersion';

let hub: Hub;
beforeAll(async () => {
	hub = await startHub();
});
beforeEach(() => resetHub(hub));
afterAll(async () => await hub.close());

// The node has no switch: its one option is a number.
describe('Linktree: what is not clearly meant', () => {
	it.each([
		[
			{ options: { timeout: '={{ "No" }}' } },
			'Timeout (Seconds) is not a number from 1 to 60: "No"',
		],
		[
			{ options: { timeout: '={{ true }}' } },
			'Timeout (Seconds) is not a number from 1 to 60: "true"',
		],
		[
			{ options: { timeout: '={{ [5] }}' } },
			'Timeout (Seconds) is not a number from 1 to 60: a list',
		],
		[{ options: { timeout: 61 } }, 'Timeout (Seconds) is not a number from 1 to 60: "61"'],
		[{ options: { timeout: '={{ $json.gone }}' } }, 'Timeout (Seconds) is empty'],
		[{ profile: '={{ { name: "anna" } }}' }, 'Profile is no text: an object'],
		[{ profile: '={{ ["anna"] }}' }, 'Profile is no text: a list'],
	])('%j is an error, and no page is asked for', async (parameters, what) => {
		setProfile(hub, { links: [{ title: 'Mine', url: LINK }] });
		for (const operation of [runCheck, runGetLinks]) {
			const error = errorOf(await operation(hub, { parameters }));
			expect(error).toMatchObject({ message: `The parameter ${what}`, type: 'invalid_input' });
		}
		expect(asked(hub)).toEqual([]);
	});

	it('a link that is no text is no link', async () => {
		const error = errorOf(await runCheck(hub, { parameters: { link: '={{ true }}' } }));
		expect(error?.message).toBe('The parameter Link is no text: "true"');
		expect(asked(hub)).toEqual([]);
	});

	it('a time limit as text is one', async () => {
		setProfile(hub, { links: [{ title: 'Mine', url: LINK }] });
		const parameters = { options: { timeout: '={{ "5" }}' } };
		expect(itemsOf(await runCheck(hub, { parameters }))[0].json.status).toBe('live');
	});
});
