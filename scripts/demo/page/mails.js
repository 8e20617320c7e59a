import { clock, element, pairs } from './dom.js';

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

export function mailCard(mail) {
	const { frame, fit } = mailFrame(mail);
	const details = element(
		'details',
		{ open: mail.isWelcome },
		element('summary', {}, element('strong', {}, mail.subject), `to ${mail.to}`),
		pairs([
			['Sent', `${clock(mail.at)} (${mail.sent})`],
			['Tracking link', mail.trackingLink || 'none'],
		]),
		frame,
	);
	details.addEventListener('toggle', fit);
	return element('li', { className: 'card mail' }, details);
}

let newest;

/**
 * When somebody new gets mails, only the welcome mail among them stays open; what the reader opened or closed is left
 * alone afterwards.
 */
export function closeOthers(mails) {
	const to = mails[0]?.to;
	if (newest === to) return;
	newest = to;
	for (const card of document.querySelectorAll('.card.mail')) {
		const mail = mails.find(({ key }) => key === card.dataset.key);
		card.querySelector('details').open = mail?.to === to && mail.isWelcome;
	}
}
