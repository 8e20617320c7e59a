import type { Resource } from '../../../shared/operations';
import { setCommissionNotices } from './commissionNotices';
import { setMilestones } from './milestones';
import { setPromotions } from './promotions';
import { set } from './set';
import { setCoupons } from './setCoupons';
import { setFailureNotices } from './setFailureNotices';
import { setNewCoupons } from './setNewCoupons';
import { setPayDay } from './setPayDay';
import { setProgramReport } from './setProgramReport';
import { setWelcomeMails } from './setWelcomeMails';

export const settings: Resource = {
	option: { name: 'Settings', value: 'settings' },
	operations: [
		set,
		setCommissionNotices,
		setCoupons,
		setFailureNotices,
		setMilestones,
		setNewCoupons,
		setPayDay,
		setProgramReport,
		setPromotions,
		setWelcomeMails,
	],
};
