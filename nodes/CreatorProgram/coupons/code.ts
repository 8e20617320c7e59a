/** What shops take for a code: BigCommerce takes up to 50 of these (Promotions API, "Create A Coupon Code"). */
const CODE = /^[a-zA-Z0-9_ -]{1,50}$/;

/** Why a code cannot be one in the shop; undefined when nothing is wrong with it. */
export function codeProblem(code: string): 'code_too_long' | 'code_not_valid' | undefined {
	if (CODE.test(code)) return undefined;
	return code.length > 50 ? 'code_too_long' : 'code_not_valid';
}

/** Characters that do not belong in a mail: markup, Mailchimp's merge tags, and those that are not seen. */
const UNSAFE = /[<>"*|\p{Cc}]/u;

/** Whether a code may stand in a mail. */
export function isSafeInMail(code: string): boolean {
	return code !== '' && !UNSAFE.test(code);
}
