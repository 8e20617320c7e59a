import type { Words } from '../en';
import { common } from './common';
import { failure } from './failure';
import { mails } from './mails';
import { tiers } from './tiers';

/** Every text in German. */
export const words: Words = { common, failure, mails, tiers };
