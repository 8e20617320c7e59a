import type { Input } from '../../shared/input';
import { invalidInput } from '../../shared/problem';
import { quoted } from '../../shared/texts';
import { parseUrl } from '../../shared/url';

/** An email address in a web address ends up in logs and in histories of browsers. */
const EMAIL = /[^\s/](?:@|%40)[^\s/@]+\.[a-z]{2}/i;

/**
 * An address of the web, as it may stand behind a button of a mail; '' for none.
 *
 * @throws ProblemError for anything else
 */
export function readWebAddress(input: Input, name: string, label: string): string {
	const address = input.text(name, label);
	if (address === '') return '';
	if (EMAIL.test(address) || address.includes('*|EMAIL|*')) {
		throw invalidInput(
			label,
			'has an email address in it, or a user name',
			'Take it out: addresses end up in logs and in histories of browsers.',
		);
	}
	if (isWeb(address)) return address;
	throw invalidInput(
		label,
		`is no web address: "${quoted(address)}"`,
		'Give the whole address, starting with https://, without merge tags, or leave it empty.',
	);
}

/** The same for a picture, which mail programs show only from https. */
export function readPictureAddress(input: Input, name: string, label: string): string {
	const address = readWebAddress(input, name, label);
	if (address === '' || /^https:/i.test(address)) return address;
	throw invalidInput(
		label,
		`does not start with https://: "${quoted(address)}"`,
		'Give an address with https://. Many mail programs show no other pictures.',
	);
}

/** http or https, with a host, and without what could end an attribute, a merge tag or a line. */
function isWeb(address: string): boolean {
	if (!/^https?:\/\/[^\s"'<>\\|\p{C}]+$/iu.test(address)) return false;
	const url = parseUrl(address);
	return url !== undefined && url.hostname !== '' && url.username === '' && url.password === '';
}
