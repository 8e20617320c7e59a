import { openConfirmPages } from './mails.js';
import { NARROW, render } from './render.js';

const byId = (id) => document.getElementById(id);
const announce = (text) => {
	byId('announcer').textContent = text;
};

async function post(path, body) {
	const response = await fetch(path, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(body),
	});
	if (!response.ok) throw new Error((await response.json()).message);
}

byId('affiliates').addEventListener('click', async ({ target }) => {
	const button = target.closest('button[data-status], button[data-repeat]');
	if (!button) return;
	const { affiliate } = button.closest('[data-affiliate]').dataset;
	const { status } = button.dataset;
	const [path, body] = status === undefined ? ['webhook', {}] : ['status', { status }];
	// Not `disabled`, which would throw the keyboard focus back to the top of the page.
	if (button.getAttribute('aria-disabled') === 'true') return;
	button.setAttribute('aria-disabled', 'true');
	try {
		await post(`/api/affiliates/${affiliate}/${path}`, body);
		if (status === 'ACTIVE') announce('Approved. The welcome mail should arrive in a moment.');
		if (status === undefined) announce('The webhook is sent again.');
	} catch (error) {
		announce(error.message);
	} finally {
		button.removeAttribute('aria-disabled');
	}
});

// In a narrow window the Linktree page of creators is in their card.
byId('main').addEventListener('change', async ({ target }) => {
	if (!target.matches('select')) return;
	const { affiliate } = target.closest('[data-affiliate]').dataset;
	try {
		await post(`/api/affiliates/${affiliate}/page`, { link: target.value });
		announce('The page is changed.');
	} catch (error) {
		announce(error.message);
	}
});

byId('add').addEventListener('submit', async (event) => {
	event.preventDefault();
	const form = event.target;
	byId('add-error').textContent = '';
	try {
		await post('/api/affiliates', Object.fromEntries(new FormData(form)));
		form.reset();
		announce('Added as pending.');
	} catch (error) {
		byId('add-error').textContent = error.message;
	}
});

byId('copy-password').addEventListener('click', async () => {
	await navigator.clipboard.writeText(byId('editor-password').textContent);
	announce('Password copied.');
});

let mailCount;
let shown;
NARROW.addEventListener('change', () => shown && render(shown));
const stream = new EventSource('/api/stream');
stream.addEventListener('message', ({ data }) => {
	const state = JSON.parse(data);
	byId('connection').hidden = true;
	openConfirmPages(state.confirmPageUrl);
	shown = state;
	render(state);
	const { mails } = state;
	if (mailCount !== undefined && mails.length > mailCount) {
		announce(`Mail sent to ${mails[0].to}.`);
	}
	mailCount = mails.length;
});
stream.addEventListener('error', () => {
	byId('connection').hidden = false;
});
