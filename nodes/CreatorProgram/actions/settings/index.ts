import type { Resource } from '../../../shared/operations';
import { setCommissionNotices } from './commissionNotices';
import { setMilestones } from './milestones';
import { setPromotions } from './promotions';
import { set } from './set';
import { setFailureNotices } from './setFailureNotices';
import { setWelcomeMails } from './setWelcomeMails';

export const settings: Resource = {
	option: { name: 'Settings', value: 'settings' },
	operations: [
		set,
		setCommissionNotices,
		setFailureNotices,
		setMilestones,
		setPromotions,
		setWelcomeMails,
	],
};
