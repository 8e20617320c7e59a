import { contactOf } from '../../scripts/demo/contacts';
import {
	addConfirmMail,
	addConfirmPage,
	UNLIMITED,
	type ConfirmPage,
} from '../../scripts/demo/confirm';
import type { Execution } from '../../scripts/n8n/api';
import { waitFor } from '../../scripts/demo/wait';
import { AUDIENCE, nodesThatRan, shareRig, TAG, type Rig } from './support/rig';

const LINK = 'https://shop.example/?rfsn=123456.a3y7';

let rig: Rig;
let confirm: ConfirmPage;

beforeAll(async () => {
	rig = await shareRig();
	confirm = await addConfirmPage(rig.hub, UNLIMITED);
	addConfirmMail(rig.world, confirm);
});

afterAll(async () => {
	await rig?.close();
});

let people = 0;

function addCreator(): { email: string; name: string; url: string } {
	const name = `creator${(people += 1)}`;
	const email = `${name}@creators.example`;
	const mergeFields = { AFFLINK: LINK };
	const member = rig.world.mailchimp.addMember(AUDIENCE.id, { email, mergeFields, tags: [TAG] });
	rig.world.mailchimp.clearRequests();
	return { email, name, url: `${confirm.url}?c=${member.uniqueEmailId}` };
}

const setLinks = (name: string, ...urls: string[]): void =>
	rig.world.linktree.setProfile(name, { links: urls.map((url) => ({ title: 'Shop', url })) });

/** Sends the form as a browser does without JavaScript, from the page in its sandbox. */
const send = async (url: string, form: Record<string, string>): Promise<Response> =>
	await fetch(url, {
		method: 'POST',
		headers: { origin: 'null' },
		body: new URLSearchParams(form),
	});

let seen = new Set<string>();

/** The one execution since the last call, when it is over. */
async function newest(): Promise<Execution> {
	return await waitFor(
		async () => {
			const all = await rig.hub.api.executions({
				workflowId: confirm.workflowId,
				includeData: true,
			});
			const started = all.filter(({ id }) => !seen.has(id));
			const [execution] = started;
			if (!execution || started.some(({ stoppedAt }) => stoppedAt === null)) return undefined;
			seen = new Set(all.map(({ id }) => id));
			return execution;
		},
		Date.now() + 30_000,
		'the execution',
	);
}

const runs = async (): Promise<number> =>
	(await rig.hub.api.executions({ workflowId: confirm.workflowId })).length;

it('shows the form as HTML that is not kept and not found by search engines, and starts nothing', async () => {
	const { url } = addCreator();
	const before = await runs();
	const response = await fetch(url);
	expect(response.status).toBe(200);
	const { headers } = response;
	expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
	expect(headers.get('cache-control')).toBe('no-store');
	expect(headers.get('referrer-policy')).toBe('no-referrer');
	expect(headers.get('x-content-type-options')).toBe('nosniff');
	expect(headers.get('x-robots-tag')).toBe('noindex, nofollow');
	expect(headers.get('content-security-policy')).toMatch(
		/^sandbox allow-forms .*default-src 'none'/,
	);
	expect(await response.text()).toContain('Is your link on your page?');
	expect(rig.world.mailchimp.requests).toEqual([]);
	expect((await send(url, { where: 'linktree', page: 'not a name' })).status).toBe(422);
	expect(rig.world.mailchimp.requests).toEqual([]);
	expect(await runs()).toBe(before);
});

it('shows the link and what is stored on a press, with the headers of an answer', async () => {
	const { url } = addCreator();
	const response = await send(url, { where: 'state' });
	expect(response.status).toBe(200);
	const { headers } = response;
	expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
	expect(headers.get('cache-control')).toBe('no-store');
	expect(headers.get('x-robots-tag')).toBe('noindex, nofollow');
	// n8n puts the HTML that nodes send in a sandbox of its own.
	expect(headers.get('content-security-policy')).toMatch(/^sandbox .*allow-forms/);
	expect(await response.text()).toContain(LINK);
	const writes = rig.world.mailchimp.requests.filter(({ method }) => method !== 'GET');
	expect(writes).toEqual([]);
	expect((await newest()).status).toBe('success');
});

it('checks, stores and answers when the form is sent', async () => {
	const { url, name, email } = addCreator();
	setLinks(name, LINK);
	const response = await send(url, { where: 'linktree', page: `@${name}` });
	expect(response.status).toBe(200);
	expect(await response.text()).toContain('Your link is live. Well done!');
	expect(contactOf(rig.world, AUDIENCE.id, email)).toMatchObject({
		tags: [TAG, 'link-live'],
		mergeFields: {
			AFFLINK: LINK,
			LINKTREE: `https://linktr.ee/${name}`,
			LINKSTATUS: 'live',
			LINKCHECKS: 1,
		},
	});
	expect((await newest()).status).toBe('success');
});

it('is the same by multipart and JSON, and takes what is no form for an empty one', async () => {
	const { url, name } = addCreator();
	setLinks(name);
	const form = { where: 'linktree', page: name };
	const data = new FormData();
	for (const [key, value] of Object.entries(form)) data.set(key, value);
	const json = { 'content-type': 'application/json' };
	const bodies = [{ body: data }, { body: JSON.stringify(form), headers: json }];
	for (const request of bodies) {
		const response = await fetch(url, { method: 'POST', ...request });
		expect(await response.text()).toContain('We did not see your link yet');
	}
	expect((await fetch(url, { method: 'POST' })).status).toBe(422);
});

it('shows and changes nothing for an address that is not somebody’s', async () => {
	addCreator();
	const pages = new Set<string>();
	for (const query of ['', '?c=0123456789', '?c=a&c=b', '?c[]=0123456789', '?c=%00']) {
		for (const method of ['GET', 'POST']) {
			// Whether there is such an id turns out when something is sent.
			if (method === 'GET' && query.endsWith('=0123456789') && !query.includes('[')) continue;
			const body = method === 'POST' ? new URLSearchParams({ page: 'ana' }) : undefined;
			const response = await fetch(`${confirm.url}${query}`, { method, body });
			expect({ query, method, status: response.status }).toEqual({ query, method, status: 404 });
			pages.add(await response.text());
		}
	}
	expect(pages.size).toBe(1);
	expect([...pages][0]).toContain('This button does not work any more');
	const writes = rig.world.mailchimp.requests.filter(({ method }) => method !== 'GET');
	expect(writes).toEqual([]);
	expect(rig.served.refusedHosts).toEqual([]);
});

it('tells the creator first, and then the merchant, when something is wrong', async () => {
	const { url, name, email } = addCreator();
	setLinks(name, LINK);
	const before = await rig.hub.api.executions({ workflowId: confirm.workflowId });
	seen = new Set(before.map(({ id }) => id));
	rig.world.faults.failNext({ service: 'mailchimp', after: 3, fault: '400' });
	const response = await send(url, { where: 'linktree', page: name });
	expect(response.status).toBe(503);
	expect(await response.text()).toContain('it is on us');
	const contact = contactOf(rig.world, AUDIENCE.id, email);
	expect(contact).toMatchObject({ tags: [TAG], mergeFields: { LINKCHECKS: 1 } });
	expect(contact?.mergeFields).not.toHaveProperty('LINKSTATUS');
	const execution = await newest();
	expect(execution.status).toBe('error');
	expect(nodesThatRan(execution)).toContain('Mark the run as failed');
	// Nobody has to repair anything: the creator presses again.
	await send(url, { where: 'linktree', page: name });
	expect(contactOf(rig.world, AUDIENCE.id, email)).toMatchObject({
		tags: [TAG, 'link-live'],
		mergeFields: { LINKSTATUS: 'live' },
	});
});

it('is reached by the button of the mail, with nothing but the id in the address', async () => {
	const { refersion, outbox } = rig.world;
	const { id, email } = refersion.addAffiliate({
		email: 'new.creator@creators.example',
		first_name: 'Ana',
		status: 'PENDING',
	});
	await rig.fresh();
	refersion.approve(id);
	await rig.executions(1);
	const links = outbox.to(email).flatMap((mail) => mail.links);
	const [button, ...more] = links.filter((link) => link.startsWith(confirm.url));
	expect(new Set(more)).toEqual(new Set());
	expect(button).toMatch(/\?c=[0-9a-f]{10}$/);
	expect(links.join(' ')).not.toMatch(/(@|%40)creators\.example/);
	const response = await send(button ?? '', { where: 'state' });
	expect(await response.text()).toContain(refersion.linkOf(id));
});
