import type { RefersionState } from './state';

/** Countries an affiliate may have (REST documentation, new_affiliate). */
export const COUNTRIES = (
	'US AE AR AS AT AU BA BD BE BG BR CA CH CL CN CO CR CZ DE DK DZ EE ES FI FM FO FR GB GH GR GU HK ' +
	'HN HR HU ID IE IL IM IN IS IT JM JP KR KW LT LU LV MA MH MK MP MT MX MY NG NL NO NZ OM PE PH PK ' +
	'PL PR PT PW QA RO RS RU SA SE SG SI SK SV TH TN TR TW TZ UA UY VG VI VN WS ZA'
).split(' ');

/**
 * Password rules of new_affiliate: 9 to 72 characters, upper, lower, digit, symbol, no character more
 * than three times in a row, not the e-mail. The rules are documented, the wording is ours.
 */
export function passwordProblems(password: string, email: string): string[] {
	const problems: string[] = [];
	if (password.length < 9 || password.length > 72) {
		problems.push('The password must be between 9 and 72 characters long.');
	}
	if (![/[A-Z]/, /[a-z]/, /\d/, /[^A-Za-z0-9]/].every((rule) => rule.test(password))) {
		problems.push(
			'The password needs an upper-case and a lower-case letter, a digit and a symbol.',
		);
	}
	if (/(.)\1{3}/.test(password)) {
		problems.push('The password repeats a character more than 3 times in a row.');
	}
	if (password === email) problems.push('The password cannot be the same as the email.');
	return problems;
}

/**
 * @param id the affiliate being edited, who may keep the address
 */
export function emailProblem(state: RefersionState, email: string, id?: number): string[] {
	if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) {
		return [`${email} is not a allowed value for field email`];
	}
	const owner = state.byEmail.get(email.toLowerCase());
	if (owner === undefined || owner.id === id) return [];
	return ['The email you have entered is taken by another Affiliate.'];
}
