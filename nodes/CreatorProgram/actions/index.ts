import type { Resource } from '../../shared/operations';
import { changes } from './changes';
import { commission } from './commission';
import { coupon } from './coupon';
import { failure } from './failure';
import { funnel } from './funnel';
import { page } from './page';
import { payDay } from './payday';
import { report } from './report';
import { settings } from './settings';
import { tier } from './tier';
import { welcomeMail } from './welcomeMail';

/** Everything the Creator Program node can do. A new resource is one more entry. */
export const resources: Resource[] = [
	settings,
	changes,
	commission,
	coupon,
	failure,
	funnel,
	page,
	payDay,
	report,
	tier,
	welcomeMail,
];
