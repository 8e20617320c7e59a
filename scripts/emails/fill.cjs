// Puts the settings into the welcome mails, and says what is wrong with the settings.
//
// It runs in two places: here, when the mails are built, and inside n8n, where the text between the two marks below is an
// expression in workflows/prepare-mailchimp-audience.json (see template.ts). So a marketer changes a setting in n8n and no
// script has to be run. That is why it is plain JavaScript without imports, why it reports instead of throwing (n8n turns an
// Error in an expression into an empty value), and why no two braces may stand side by side, which would end the expression.

// <embed>
/**
 * A setting is written `[[name]]` in a mail; `[[IF:name]]…[[ELSE]]…[[END]]` asks whether it is filled in. Not nested.
 *
 * @param {Record<string, unknown>} settings
 * @param {{ template: string, day: number, subject: string, html: string, text: string }[]} mails as built, with placeholders
 */
const fillMails = (settings, mails) => {
	/** @type {{ severity: 'error' | 'warning', code: string, message: string, fix: string }[]} */
	const problems = [];
	const problem = (severity, code, message, fix) => {
		if (problems.some((other) => other.message === message)) return;
		problems.push({ severity, code, message, fix });
	};

	/** @type {Record<string, string>} */
	const values = {};
	for (const name of Object.keys(settings)) values[name] = String(settings[name] ?? '').trim();
	// Mailchimp puts the company of the audience's settings in its place.
	if (!values.brand_name) values.brand_name = '*|LIST:COMPANY|*';
	if (!values.logo_alt) values.logo_alt = values.brand_name;

	for (const [name, value] of Object.entries(values)) {
		const says = 'The setting ' + name + ' is "' + value + '"';
		if (name.startsWith('colour_') && !/^#[0-9a-f]{6}$/i.test(value)) {
			problem(
				'error',
				'bad_colour',
				says + ', which is not a colour.',
				'Write # and six digits, for example #1f5f46.',
			);
		}
		if (name.endsWith('_url') && value && !/^https?:\/\/[^\s"'<>\\]+$/i.test(value)) {
			problem(
				'error',
				'bad_url',
				says + ', which is not a web address.',
				'Write the whole address, starting with https://, or leave it empty.',
			);
		}
		if (name.endsWith('_url') && /\*\|EMAIL\|\*|[^\s/](?:@|%40)[^\s/@]+\.[a-z]{2}/i.test(value)) {
			problem(
				'error',
				'email_in_url',
				says + ', which has an e-mail address in it.',
				'Take it out: addresses end up in logs and in histories of browsers.',
			);
		}
		if (name === 'confirm_page_url' && /[?#]/.test(value)) {
			problem(
				'error',
				'bad_url',
				says + '. It must end before the ? or #.',
				'Cut off the ? or # and what follows. The mail adds who clicked by itself.',
			);
		}
		if (name === 'support_email' && value && !/^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>"]+$/.test(value)) {
			problem(
				'error',
				'bad_email',
				says + ', which is not an e-mail address.',
				'Write one address, or leave it empty.',
			);
		}
	}

	// Contrast as WCAG 2 defines it; 4.5 to 1 is its level AA for text of normal size.
	const channel = (byte) =>
		byte <= 10 ? byte / 255 / 12.92 : ((byte / 255 + 0.055) / 1.055) ** 2.4;
	const luminance = (colour) => {
		const [red, green, blue] = [1, 3, 5].map((at) =>
			channel(parseInt(colour.slice(at, at + 2), 16)),
		);
		return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
	};
	const contrast = (one, other) => {
		const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
		return (high + 0.05) / (low + 0.05);
	};
	for (const theme of ['colour_', 'colour_dark_']) {
		const pairs = [
			['text', 'card'],
			['text', 'background'],
			['quiet', 'card'],
			['quiet', 'background'],
			['accent', 'card'],
			['button_text', 'accent'],
		];
		for (const [front, back] of pairs.map((pair) => pair.map((part) => theme + part))) {
			const both = [values[front], values[back]];
			if (!both.every((colour) => /^#[0-9a-f]{6}$/i.test(colour ?? ''))) continue;
			const ratio = Math.floor(contrast(both[0], both[1]) * 10) / 10;
			if (ratio >= 4.5) continue;
			problem(
				'warning',
				'low_contrast',
				'The colours ' +
					front +
					' and ' +
					back +
					' have a contrast of ' +
					ratio +
					' to 1, and text on it is hard to read.',
				'Make one of them lighter or darker, until it is 4.5 to 1 or more.',
			);
		}
	}

	const escape = (value) => value.replace(/[&<>"']/g, (sign) => '&#' + sign.charCodeAt(0) + ';');
	const fill = (source, write) =>
		source
			.replace(
				/\[\[IF:(\w+)\]\]([\s\S]*?)(?:\[\[ELSE\]\]([\s\S]*?))?\[\[END\]\]/g,
				(_, name, then, otherwise) => (values[name] ? then : (otherwise ?? '')),
			)
			.replace(/\[\[(\w+)\]\]/g, (_, name) => {
				if (!values[name]) {
					problem(
						'error',
						'empty_setting',
						'The setting ' + name + ' is empty, and a mail needs it.',
						'Fill it in. What it was at first stands in the documentation.',
					);
				}
				return write(values[name] ?? '');
			});
	const plain = (value) => value;

	const filled = mails.map(({ template, day, subject, html, text }) => ({
		template,
		day,
		subject: fill(subject, plain),
		html: fill(html, escape),
		text: fill(text, plain),
	}));
	return { problems, mails: filled };
};
// </embed>

module.exports = { fillMails };
