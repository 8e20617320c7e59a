import type { Resource } from '../../../shared/operations';
import { set } from './set';
import { setFailureNotices } from './setFailureNotices';
import { setPayDay } from './setPayDay';
import { setProgramReport } from './setProgramReport';
import { setWelcomeMails } from './setWelcomeMails';

export const settings: Resource = {
	option: { name: 'Settings', value: 'settings' },
	operations: [set, setFailureNotices, setPayDay, setProgramReport, setWelcomeMails],
};
