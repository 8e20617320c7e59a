import { clock, element, keepList, pairs, replaceIfChanged } from './dom.js';
import { closeOthers, mailCard } from './mails.js';

/** So narrow a window shows everything of a creator in the creator's own card, next to what was clicked. */
export const NARROW = matchMedia('(max-width: 1080px)');

const byId = (id) => document.getElementById(id);

const AFFILIATE_BADGES = {
	PENDING: ['Pending', 'wait'],
	ACTIVE: ['Active', 'good'],
	DENIED: ['Denied', 'bad'],
	DISABLED: ['Disabled', 'bad'],
};

const badge = (text, kind = '') => element('span', { className: `badge ${kind}` }, text);

const OWN = ['steps', 'mails', 'pages', 'members'];

function affiliateCard({ id, name, email }) {
	return element(
		'li',
		{ className: 'card' },
		element(
			'div',
			{ className: 'line' },
			element('h3', {}, name),
			element('span', { className: 'status' }),
		),
		element('p', { className: 'quiet' }, email),
		element('p', { className: 'quiet link' }),
		element('div', { className: 'actions', 'data-affiliate': id }),
		...OWN.map((what) => element('ol', { className: `own cards own-${what}` })),
	);
}

const repeatButton = (name) =>
	element(
		'button',
		{ type: 'button', className: 'plain small', 'data-repeat': 'yes' },
		'Send the webhook again',
		element('span', { className: 'hidden' }, ` for ${name}`),
	);

/** Buttons stay the same elements while the status does, so that a click never falls between two refreshes. */
function updateAffiliate(card, affiliate) {
	const { name, status, link } = affiliate;
	const [label, kind] = AFFILIATE_BADGES[status] ?? [status, ''];
	replaceIfChanged(card.querySelector('.status'), [badge(label, kind)]);
	card.querySelector('.link').textContent = link ?? '';
	if (card.dataset.status === status) return;
	card.dataset.status = status;
	const button = (text, next, className = '') =>
		element(
			'button',
			{ type: 'button', className, 'data-status': next },
			text,
			element('span', { className: 'hidden' }, ` ${name}`),
		);
	const buttons = {
		PENDING: [button('Approve', 'ACTIVE'), button('Deny', 'DENIED', 'plain')],
		ACTIVE: [button('Disable', 'DISABLED', 'plain small'), repeatButton(name)],
	};
	const actions = card.querySelector('.actions');
	const hadFocus = actions.contains(document.activeElement);
	actions.replaceChildren(
		...(buttons[status] ?? [button('Approve again', 'ACTIVE', 'plain small')]),
	);
	if (hadFocus) actions.querySelector('button')?.focus();
}

function memberCard({ email }) {
	return element(
		'li',
		{ className: 'card' },
		element(
			'div',
			{ className: 'line' },
			element('h3', {}, email),
			element('span', { className: 'status' }),
		),
		element('div', { className: 'details' }),
	);
}

function updateMember(card, { status, tags, mergeFields }) {
	replaceIfChanged(card.querySelector('.status'), [
		badge(status, status === 'subscribed' ? 'good' : 'wait'),
	]);
	replaceIfChanged(card.querySelector('.details'), [
		element('p', { className: 'tags' }, ...tags.map((tag) => badge(tag))),
		pairs(mergeFields.map(({ name, value }) => [name, value])),
	]);
}

const PAGE_LINKS = {
	none: 'No link of the shop',
	right: 'The creator’s own link',
	wrong: 'A link with another code',
	short: 'A short link',
};

function pageCard({ affiliateId, name, username }) {
	const options = Object.entries(PAGE_LINKS).map(([value, text]) =>
		element('option', { value }, text),
	);
	return element(
		'li',
		{ className: 'card', 'data-affiliate': affiliateId },
		element('h3', {}, `linktr.ee/${username}`),
		element('p', { className: 'quiet link' }),
		element(
			'label',
			{},
			element('span', {}, 'On the page', element('span', { className: 'hidden' }, ` of ${name}`)),
			element(
				'select',
				{},
				element('option', { value: '', disabled: true, selected: true }, 'Choose…'),
				...options,
			),
		),
	);
}

function updatePage(card, { links }) {
	card.querySelector('.link').textContent = links[0] ?? 'There is no such page yet.';
}

const chapterCard = ({ at, title }) =>
	element(
		'li',
		{},
		element('time', { dateTime: at }, clock(at)),
		element('strong', {}, title),
		element('ol', {}),
	);

function updateChapter(card, { lines }) {
	replaceIfChanged(
		card.querySelector('ol'),
		lines.map((line) => element('li', {}, line)),
	);
}

/** Shows items in their list or, in a narrow window, in the cards of those whom they are about. */
function placeList(what, items, ...how) {
	for (const card of byId('affiliates').children) {
		const own = NARROW.matches
			? items.filter(({ affiliateId }) => String(affiliateId) === card.dataset.key)
			: [];
		keepList(card.querySelector(`.own-${what}`), own, ...how);
	}
	// What happened stays in one piece as well.
	const rest = NARROW.matches && what !== 'steps' ? [] : items;
	keepList(byId(what), rest, ...how);
}

const counted = (count, one, many) => `${count} ${count === 1 ? one : many}`;

/** Shows the state of the sandbox, as the demo's server sends it. */
export function render({ editor, affiliates, audience, pages, mails, chapters }) {
	byId('editor-link').href = editor.url;
	byId('editor-email').textContent = editor.email;
	byId('editor-password').textContent = editor.password;

	const pending = affiliates.filter(({ status }) => status === 'PENDING').length;
	byId('affiliates-count').textContent = `${pending} pending`;
	keepList(byId('affiliates'), affiliates, ({ id }) => String(id), affiliateCard, updateAffiliate);

	byId('audience-name').textContent = `audience “${audience.name}”`;
	byId('members-count').textContent = counted(audience.members.length, 'contact', 'contacts');
	byId('members-empty').hidden = audience.members.length > 0;

	byId('pages-count').textContent = counted(pages.length, 'page', 'pages');
	byId('pages-empty').hidden = pages.length > 0;

	byId('mails-count').textContent = counted(mails.length, 'mail', 'mails');
	byId('mails-empty').hidden = mails.length > 0;
	const keyOf = ({ key }) => key;
	placeList('members', audience.members, ({ email }) => email, memberCard, updateMember);
	placeList('pages', pages, ({ username }) => username, pageCard, updatePage);
	placeList('mails', mails, keyOf, mailCard);
	placeList('steps', chapters, keyOf, chapterCard, updateChapter);
	closeOthers(mails);
}
