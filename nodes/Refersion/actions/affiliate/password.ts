import { randomInt } from 'node:crypto';

const CLASSES = [
	'ABCDEFGHJKLMNPQRSTUVWXYZ',
	'abcdefghijkmnopqrstuvwxyz',
	'23456789',
	'!#$%*+-=?@_',
];
const ALL = CLASSES.join('');
const LENGTH = 24;

/**
 * A random password that Refersion takes: 9 to 72 characters, each of the four kinds, and no character
 * more than three times in a row (Refersion REST v2, new_affiliate). It has about 140 random bits.
 */
export function randomPassword(): string {
	for (;;) {
		const password = Array.from({ length: LENGTH }, () => ALL[randomInt(ALL.length)]).join('');
		const hasAll = CLASSES.every((kind) => [...kind].some((sign) => password.includes(sign)));
		if (hasAll && !/(.)\1{3}/.test(password)) return password;
	}
}
