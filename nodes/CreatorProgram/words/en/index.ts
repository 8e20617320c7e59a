import { common } from './common';
import { coupons } from './coupons';
import { failure } from './failure';
import { mails } from './mails';
import { page } from './page';

/** Every text in English; the other languages have the same ones. A room adds its own file here and in theirs. */
export const words = { common, coupons, failure, mails, page };

/** What a language has to have: a text that is missing does not compile. */
export type Words = typeof words;
