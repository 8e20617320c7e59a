import { common } from './common';
import { coupons } from './coupons';
import { failure } from './failure';
import { funnel } from './funnel';
import { funnelReport } from './funnelReport';
import { mails } from './mails';
import { payDay } from './payDay';
import { report } from './report';

/** Every text in English; the other languages have the same ones. A room adds its own file here and in theirs. */
export const words = { common, coupons, failure, mails };
export const words = { common, failure, funnel, funnelReport, mails, payDay, report };
import { tiers } from './tiers';

/** Every text in English; the other languages have the same ones. A room adds its own file here and in theirs. */
export const words = { common, failure, mails, tiers };
import { page } from './page';

/** Every text in English; the other languages have the same ones. A room adds its own file here and in theirs. */
export const words = { common, failure, mails, page };

/** What a language has to have: a text that is missing does not compile. */
export type Words = typeof words;
