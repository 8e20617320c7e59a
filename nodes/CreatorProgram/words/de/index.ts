import type { Words } from '../en';
import { common } from './common';
import { coupons } from './coupons';
import { failure } from './failure';
import { funnel } from './funnel';
import { funnelReport } from './funnelReport';
import { mails } from './mails';
import { payDay } from './payDay';
import { report } from './report';

/** Every text in German. */
export const words: Words = { common, coupons, failure, mails };
export const words: Words = { common, failure, funnel, funnelReport, mails, payDay, report };
import { tiers } from './tiers';

/** Every text in German. */
export const words: Words = { common, failure, mails, tiers };
import { page } from './page';

/** Every text in German. */
export const words: Words = { common, failure, mails, page };
