import type { Words } from '../en';
import { common } from './common';
import { coupons } from './coupons';
import { failure } from './failure';
import { mails } from './mails';

/** Every text in German. */
export const words: Words = { common, coupons, failure, mails };
