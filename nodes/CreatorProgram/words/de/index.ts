import type { Words } from '../en';
import { common } from './common';
import { coupons } from './coupons';
import { failure } from './failure';
import { funnel } from './funnel';
import { funnelReport } from './funnelReport';
import { mails } from './mails';
import { page } from './page';
import { payDay } from './payDay';
import { report } from './report';
import { tiers } from './tiers';

/** Every text in German. */
export const words: Words = {
	common,
	coupons,
	failure,
	funnel,
	funnelReport,
	mails,
	page,
	payDay,
	report,
	tiers,
};
