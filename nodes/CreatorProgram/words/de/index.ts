import type { Words } from '../en';
import { changes } from './changes';
import { commissionMissing, commissionReasons } from './commissionReasons';
import { common } from './common';
import { coupons } from './coupons';
import { failure } from './failure';
import { funnel } from './funnel';
import { funnelReport } from './funnelReport';
import { mails } from './mails';
import { page } from './page';
import { pageNotes } from './pageNotes';
import { payDay } from './payDay';
import { prepared } from './prepared';
import { report } from './report';
import { tierReasons } from './tierReasons';
import { tiers } from './tiers';

/** Every text in German. */
export const words: Words = {
	changes,
	commissionMissing,
	commissionReasons,
	common,
	coupons,
	failure,
	funnel,
	funnelReport,
	mails,
	page,
	pageNotes,
	payDay,
	prepared,
	report,
	tierReasons,
	tiers,
};
