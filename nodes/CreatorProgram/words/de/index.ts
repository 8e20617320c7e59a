import type { Words } from '../en';
import { common } from './common';
import { failure } from './failure';
import { mails } from './mails';

/** Every text in German. */
export const words: Words = { common, failure, mails };
