/**
 * Makes an element. Texts are set as text, never as HTML: names and addresses come from outside.
 * @param {string} name
 * @param {Record<string, unknown>} [properties] properties of the element, or attributes when the name has a dash
 * @param {...(Node | string)} children
 */
export function element(name, properties = {}, ...children) {
	const made = document.createElement(name);
	for (const [key, value] of Object.entries(properties)) {
		if (key.includes('-')) made.setAttribute(key, String(value));
		else made[key] = value;
	}
	made.append(...children);
	return made;
}

/**
 * Keeps one child per item, so that focus, open mails and scroll positions survive a refresh. Children are only made,
 * moved when the order changed, and removed; what changes within one is left to `update`.
 * @template T
 * @param {HTMLElement} list
 * @param {T[]} items
 * @param {(item: T) => string} keyOf
 * @param {(item: T) => HTMLElement} create
 * @param {(child: HTMLElement, item: T) => void} [update]
 */
export function keepList(list, items, keyOf, create, update = () => undefined) {
	const children = new Map([...list.children].map((child) => [child.dataset.key, child]));
	const first = list.dataset.filled !== 'yes';
	let previous = null;
	for (const item of items) {
		const key = keyOf(item);
		let child = children.get(key);
		children.delete(key);
		if (!child) {
			child = create(item);
			child.dataset.key = key;
			if (!first) child.classList.add('new');
		}
		const place = previous === null ? list.firstElementChild : previous.nextElementSibling;
		if (place !== child) list.insertBefore(child, place);
		update(child, item);
		previous = child;
	}
	for (const child of children.values()) child.remove();
	list.dataset.filled = 'yes';
}

/** @param {HTMLElement} host @param {Node[]} children replaces the children only when their text differs */
export function replaceIfChanged(host, children) {
	const text = children.map((child) => child.outerHTML ?? child.textContent).join('');
	if (host.dataset.content === text) return;
	host.dataset.content = text;
	host.replaceChildren(...children);
}

/** @param {string} iso @returns {string} time of day */
export const clock = (iso) => new Date(iso).toLocaleTimeString([], { hour12: false });

/** @param {Array<[string, string]>} entries terms with their values */
export function pairs(entries) {
	return element(
		'dl',
		{ className: 'pairs' },
		...entries.map(([term, value]) =>
			element('div', {}, element('dt', {}, term), element('dd', {}, value)),
		),
	);
}
