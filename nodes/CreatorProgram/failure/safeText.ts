import { plain } from '../changes/plain';

/** Lines of a message that are told, and characters of a line. */
const LINES = 20;
const LONGEST = 300;

/** A text of digits and letters that no person would write: a key, a token, a signature. */
const TOKEN = /(?<![\w-])(?=[\w-]*\d)(?=[\w-]*[a-z])[\w-]{24,}(?![\w-])/gi;

/**
 * The message of an error as it may go into a mail or a chat: without what services have answered, and without what
 * looks like a secret. n8n has the whole of it.
 *
 * @returns its lines; '' for nothing
 */
export function safeText(value: unknown): string {
	if (typeof value !== 'string') return '';
	const lines = withoutBodies(value.slice(0, 20_000))
		.split(/\r?\n/)
		.map((line) => plain(withoutSecrets(line), LONGEST))
		.filter((line) => line !== '');
	return lines.length > LINES ? [...lines.slice(0, LINES), '…'].join('\n') : lines.join('\n');
}

/** JSON, HTML and XML in a message are what a service has answered. */
function withoutBodies(text: string): string {
	return text.replace(/(?:[{[]\s*["'{[\]}]|<(?:!doctype|html|head|body|\?xml)\b)[\s\S]*$/i, '…');
}

function withoutSecrets(line: string): string {
	return line
		.replace(/(https?:\/\/)[^\s/@]+@/gi, '$1…@')
		.replace(/(https?:\/\/[^\s?#]+)[?#]\S*/gi, '$1')
		.replace(/\b(bearer|basic)\s+[\w.~+/=-]{8,}/gi, '$1 …')
		.replace(
			/\b([\w-]*(?:key|token|secret|password|passwd|signature|authorization))(["']?\s*[:=]\s*["']?)[^\s"',;]+/gi,
			'$1$2…',
		)
		.replace(TOKEN, '…');
}
