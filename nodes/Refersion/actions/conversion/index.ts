import type { Resource } from '../../../shared/operations';
import { cancel } from './cancel';
import { changeStatus } from './changeStatus';
import { creditByOrder } from './creditByOrder';
import { creditManually } from './creditManually';
import { getMany } from './getMany';
import { getTotals } from './getTotals';

export const conversion: Resource = {
	option: { name: 'Conversion', value: 'conversion' },
	operations: [cancel, changeStatus, creditByOrder, creditManually, getMany, getTotals],
	defaultOperation: getMany,
};
