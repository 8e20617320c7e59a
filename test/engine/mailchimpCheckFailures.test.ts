import type { IRun } from 'n8n-workflow';
import { errorOf } from './support/engine';
import {
	audience,
	check,
	expectClean,
	mailchimp,
	others,
	row,
	rowIn,
	rowsOf,
	setTheScene,
	testContact,
	theHub,
} from './support/mailchimpCheck';
import { skipSockets } from './support/withoutSockets';

setTheScene();
skipSockets(() => theHub().world);

/** Requests of a run that nothing disturbs. */
async function requestsOf(): Promise<number> {
	mailchimp().clearRequests();
	await check();
	return mailchimp().requests.length;
}

describe('when something fails', () => {
	it('each refused request: the rest is asked, and the contact is archived by the next run at the latest', async () => {
		const before = others();
		const count = await requestsOf();
		expect(count).toBeGreaterThan(15);
		for (let after = 0; after < count; after++) {
			theHub().world.faults.failNext({ service: 'mailchimp', fault: '400', after });
			const run = await check();
			theHub().world.faults.clear();
			const told = errorOf(run) ?? JSON.stringify(outputRows(run));
			const isTold =
				typeof told !== 'string' ||
				/could not be asked|Something is left|"state":"attention"/.test(told);
			expect([after, isTold]).toEqual([after, true]);
			const left = testContact();
			const isLeftAndTold = /Something is left/.test(String(told));
			if (!isLeftAndTold && left) expect([after, left.status]).toEqual([after, 'archived']);
			rowsOf(await check());
			expectClean(before);
		}
	}, 120_000);

	it('an answer to the archiving that got lost: it counts as archived', async () => {
		const before = others();
		theHub().world.faults.failNext({
			service: 'mailchimp',
			method: 'DELETE',
			path: /members/,
			fault: 'reset-after',
		});
		expect(await row('The test contact')).toMatchObject({ state: 'ok' });
		expectClean(before);
	});
});

const outputRows = (run: IRun) => run.data.resultData.runData.Node?.[0]?.data?.main[0] ?? [];

describe('when it is ended in the middle', () => {
	it('at each request: the next run puts away what is left, says so, and finds the same', async () => {
		const before = others();
		const count = await requestsOf();
		const clean = rowsOf(await check());
		let timesLeft = 0;
		for (let place = 1; place <= count; place++) {
			await endedAt(place);
			const wasLeft =
				testContact()?.status !== 'archived' ||
				[...audience().tags.keys()].some((name) => name.startsWith('creator-hub-check'));
			if (wasLeft) timesLeft += 1;
			const rows = rowsOf(await check());
			expect(String(rowIn(rows, 'The test contact').found).includes('earlier run')).toBe(wasLeft);
			expect(rows.slice(0, -1)).toEqual(clean.slice(0, -1));
			expectClean(before);
		}
		// Else nothing was ended in the middle.
		expect(timesLeft).toBeGreaterThan(8);
	}, 180_000);
});

/** A run that is cancelled when so many requests have come: nothing is asked or cleaned up after it. */
async function endedAt(place: number): Promise<void> {
	const { world } = theHub();
	const { fetch } = world;
	let come = 0;
	await check({}, (cancel) => {
		jest.spyOn(world, 'fetch').mockImplementation(async (request) => {
			come += 1;
			if (come === place) cancel();
			return await fetch(request);
		});
	});
	jest.restoreAllMocks();
}
