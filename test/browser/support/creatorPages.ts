import { waitFor } from '../../../scripts/demo/wait';
import { AUDIENCE } from '../../host/support/rig';
import { LINK, send, setLinks, theRig, type Creator } from './creators';

/** Every page that a creator can get, by what leads there. */
export const CREATOR_PAGES: Array<{
	what: string;
	title: string | RegExp;
	status?: string;
	arrange?: (creator: Creator) => void | Promise<void>;
	/** Happens while the answer is awaited. */
	meanwhile?: (creator: Creator) => Promise<void>;
	enter?: (creator: Creator) => string;
	other?: boolean;
	/** What is pressed instead, without anything entered. */
	press?: 'nothing' | 'Show my link';
}> = [
	{ what: 'form', title: 'Is your link on your page?', press: 'nothing' },
	{
		what: 'nothing said yet',
		title: 'You have not told us yet',
		press: 'Show my link',
	},
	{
		what: 'state live',
		title: 'Your link is live. Well done!',
		press: 'Show my link',
		status: 'live',
		async arrange(creator) {
			setLinks(creator.name, LINK);
			await send(creator, { where: 'linktree', page: creator.name });
		},
	},
	{
		what: 'live',
		title: 'Your link is live. Well done!',
		status: 'live',
		arrange: ({ name }) => setLinks(name, LINK),
	},
	{
		what: 'wrong code',
		title: /Nearly there/,
		status: 'wrong_code',
		arrange: ({ name }) => setLinks(name, 'https://shop.example/?rfsn=123456.zzzz'),
	},
	{
		what: 'not found',
		title: 'We did not see your link yet',
		status: 'not_found',
		arrange: ({ name }) => setLinks(name, 'https://www.tiktok.com/@me'),
	},
	{
		what: 'not sure',
		title: 'We could not see for sure',
		status: 'unverifiable',
		arrange: ({ name }) => setLinks(name, 'https://bit.ly/abc'),
	},
	{
		what: 'not looked',
		title: 'We could not look at your page',
		status: '',
		arrange: () => theRig().world.faults.failNext({ service: 'linktree', fault: '502-html' }),
	},
	{
		what: 'no such page',
		title: 'There is no such page',
		status: '',
		enter: ({ name }) => `${name}x`,
	},
	{
		what: 'page gone',
		title: 'There is no such page',
		status: 'unverifiable',
		async arrange(creator) {
			setLinks(creator.name, LINK);
			await send(creator, { where: 'linktree', page: creator.name });
			theRig().world.linktree.setProfile(creator.name, { page: 'not-found' });
		},
	},
	{
		what: 'failed',
		title: /it is on us/,
		status: '',
		arrange: () => theRig().world.faults.failNext({ service: 'mailchimp', after: 3, fault: '400' }),
	},
	{
		what: 'enough for today',
		title: 'Enough for today',
		status: 'not_found',
		async arrange(creator) {
			setLinks(creator.name, 'https://www.tiktok.com/@me');
			await send(creator, { where: 'linktree', page: creator.name });
			const { members } = theRig().world.mailchimp.audience(AUDIENCE.id);
			const member = [...members.values()].find(({ email }) => email === creator.email);
			member?.mergeFields.set('LINKCHECKS', 20);
		},
	},
	{
		what: 'something newer',
		title: 'You told us something newer',
		status: 'self_reported',
		arrange({ name }) {
			setLinks(name);
			const { faults } = theRig().world;
			faults.set('linktree', { stallMs: 4_000 });
			faults.failNext({ service: 'linktree', fault: 'stall' });
		},
		async meanwhile(creator) {
			await waitFor(
				async () => (await Promise.resolve(theRig().world.faults.pending())) === 0 || undefined,
				Date.now() + 20_000,
				'the look at the page',
			);
			await send(creator, { where: 'other', page: 'beacons.ai/me' });
		},
	},
	{
		what: 'bad name',
		title: 'Is your link on your page?',
		enter: () => '"><b>not a name</b>',
	},
	{
		what: 'bad address',
		title: 'Is your link on your page?',
		enter: () => 'javascript:alert(1)',
		other: true,
	},
	{
		what: 'another page',
		title: 'Thank you. We have noted it.',
		status: 'self_reported',
		enter: ({ name }) => `instagram.com/${name}`,
		other: true,
	},
];
