import type { Words } from '../en';
import { common } from './common';
import { coupons } from './coupons';
import { failure } from './failure';
import { mails } from './mails';
import { page } from './page';

/** Every text in German. */
export const words: Words = { common, coupons, failure, mails, page };
