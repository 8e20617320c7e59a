import { clock, element, keepList, replaceIfChanged } from './dom.js';

const byId = (id) => document.getElementById(id);

const AFFILIATE_BADGES = {
	PENDING: ['Pending', 'wait'],
	ACTIVE: ['Active', 'good'],
	DENIED: ['Denied', 'bad'],
	DISABLED: ['Disabled', 'bad'],
};

const badge = (text, kind = '') => element('span', { className: `badge ${kind}` }, text);

function pairs(entries) {
	return element(
		'dl',
		{ className: 'pairs' },
		...entries.map(([term, value]) =>
			element('div', {}, element('dt', {}, term), element('dd', {}, value)),
		),
	);
}

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
	);
}

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
		ACTIVE: [button('Disable', 'DISABLED', 'plain small')],
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

let confirmPageUrl = '';

/** Says which links of mails may be opened. */
export const openConfirmPages = (url) => {
	confirmPageUrl = url;
};

/** The mail's button opens the creator's page, in a tab of its own; other links of a mail lead out of the sandbox. */
function followLink(event) {
	const href = event.target.closest?.('a')?.href;
	if (href === undefined) return;
	event.preventDefault();
	if (href.startsWith(`${confirmPageUrl}?`)) window.open(href, '_blank', 'noopener');
}

/**
 * The mail is shown in a frame that may not run scripts, send forms or open anything; same-origin only lets this page
 * measure its height and see which link is clicked.
 */
function mailFrame({ to, subject, html }) {
	const frame = element('iframe', {
		title: `${subject}: mail to ${to}`,
		srcdoc: html,
		loading: 'lazy',
	});
	frame.setAttribute('sandbox', 'allow-same-origin');
	const fit = () => {
		const height = frame.contentDocument?.documentElement?.scrollHeight ?? 0;
		if (height > 100) frame.style.height = `${height + 4}px`;
	};
	frame.addEventListener('load', fit);
	frame.addEventListener('load', () => {
		frame.contentDocument?.addEventListener('click', followLink);
	});
	return { frame, fit };
}

function mailCard(mail) {
	const { frame, fit } = mailFrame(mail);
	const details = element(
		'details',
		{ open: true },
		element('summary', {}, element('strong', {}, mail.subject), `to ${mail.to}`),
		pairs([
			['Sent', clock(mail.at)],
			['Tracking link', mail.trackingLink || 'none'],
		]),
		frame,
	);
	details.addEventListener('toggle', fit);
	return element('li', { className: 'card mail' }, details);
}

/** Only the newest mail stays open by itself; what the reader opened or closed is left alone afterwards. */
function closeOlder(list) {
	const [newest] = list.children;
	if (!newest || list.dataset.newest === newest.dataset.key) return;
	list.dataset.newest = newest.dataset.key;
	for (const card of [...list.children].slice(1)) card.querySelector('details').open = false;
}

const stepLine = ({ at, text }) =>
	element('li', {}, element('time', { dateTime: at }, clock(at)), element('span', {}, text));

const counted = (count, one, many) => `${count} ${count === 1 ? one : many}`;

/** Shows the state of the sandbox, as the demo's server sends it. */
export function render({ editor, affiliates, audience, pages, mails, steps }) {
	byId('editor-link').href = editor.url;
	byId('editor-email').textContent = editor.email;
	byId('editor-password').textContent = editor.password;

	const pending = affiliates.filter(({ status }) => status === 'PENDING').length;
	byId('affiliates-count').textContent = `${pending} pending`;
	keepList(byId('affiliates'), affiliates, ({ id }) => String(id), affiliateCard, updateAffiliate);

	byId('audience-name').textContent = `audience “${audience.name}”`;
	byId('members-count').textContent = counted(audience.members.length, 'contact', 'contacts');
	byId('members-empty').hidden = audience.members.length > 0;
	keepList(byId('members'), audience.members, ({ email }) => email, memberCard, updateMember);

	byId('pages-count').textContent = counted(pages.length, 'page', 'pages');
	byId('pages-empty').hidden = pages.length > 0;
	keepList(byId('pages'), pages, ({ username }) => username, pageCard, updatePage);

	byId('mails-count').textContent = counted(mails.length, 'mail', 'mails');
	byId('mails-empty').hidden = mails.length > 0;
	keepList(byId('mails'), mails, ({ key }) => key, mailCard);
	closeOlder(byId('mails'));

	keepList(byId('steps'), steps, ({ key }) => key, stepLine);
}
