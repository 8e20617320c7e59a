import type { Words } from '../en';
import { common } from './common';
import { failure } from './failure';
import { mails } from './mails';
import { page } from './page';

/** Every text in German. */
export const words: Words = { common, failure, mails, page };
