import { errorOf } from './support/engine';
import {
	hear,
	look,
	mailchimp,
	mailchimpWrites,
	refersion,
	setTheScene,
	tagsOf,
	theHub,
} from './support/keepInStep';
import { skipSockets } from './support/withoutSockets';

/** The connections that Mailchimp takes at a time (Fundamentals > Throttling). */
const MAILCHIMP_CONNECTIONS = 10;

setTheScene();
skipSockets(() => theHub().world);

/** Creators with whom all is right, among other contacts. */
function inStep(creators: number, others: number): void {
	const { audienceId } = theHub();
	mailchimp().addMergeField(audienceId, { tag: 'AFFCODE', name: 'Code', type: 'text' });
	for (let index = 0; index < creators; index++) {
		const email = `jo${index}@creator-mail.com`;
		const name = { first_name: 'Jo', last_name: 'Doe' };
		const { id, code } = refersion().addAffiliate({ email, ...name, status: 'ACTIVE' });
		const link = String(refersion().linkOf(id));
		const mergeFields = { AFFLINK: link, AFFCODE: code, FNAME: 'Jo', LNAME: 'Doe' };
		mailchimp().addMember(audienceId, { email, mergeFields, tags: ['new-affiliate'] });
	}
	for (let index = 0; index < others; index++) {
		mailchimp().addMember(audienceId, { email: `customer${index}@shop-mail.com` });
	}
	mailchimp().clearRequests();
	refersion().clearRequests();
}

const requests = () => mailchimp().requests.length + refersion().requests.length;

it('10,000 creators with nothing to do take at most 115 requests, and the same again', async () => {
	inStep(10_000, 0);
	const expectCheap = async () => {
		mailchimp().clearRequests();
		refersion().clearRequests();
		const { run, totals } = await look({}, 'Every 10 minutes');
		expect(errorOf(run)).toBeUndefined();
		expect(totals).toMatchObject({ people: 10_000, tagged: 10_000, to_do: 0, held: 0, check: 1 });
		expect(mailchimpWrites()).toEqual([]);
		expect(requests()).toBeLessThanOrEqual(115);
	};
	await expectCheap();
	await expectCheap();
});

it('2,000 creators among 100,000 contacts take at most 40 requests to both services', async () => {
	inStep(2_000, 98_000);
	const { run, totals } = await look({}, 'Every 10 minutes');
	expect(errorOf(run)).toBeUndefined();
	expect(totals).toMatchObject({ people: 2_000, tagged: 2_000, to_do: 0, held: 0, check: 2 });
	expect(requests()).toBeLessThanOrEqual(40);
});

it('a burst of 200 approvals among 10,000 creators does not read the programme', async () => {
	inStep(10_000, 0);
	const people = Array.from({ length: 200 }, (_each, index) =>
		refersion().addAffiliate({ email: `new${index}@creator-mail.com`, status: 'ACTIVE' }),
	);
	// One more at a time, and some requests would be refused and sent again.
	for (let start = 0; start < people.length; start += MAILCHIMP_CONNECTIONS) {
		await Promise.all(
			people.slice(start, start + MAILCHIMP_CONNECTIONS).map(async ({ id }) => await hear(id)),
		);
	}
	expect(refersion().requests).toHaveLength(200);
	expect(mailchimp().requests).toHaveLength(600);
	expect(people.filter(({ email }) => tagsOf(email).join() !== 'new-affiliate')).toEqual([]);
});
