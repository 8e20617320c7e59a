import type { Resource } from '../../../shared/operations';
import { download } from './download';
import { getDownloadLink } from './getDownloadLink';

export const report: Resource = {
	option: { name: 'Report', value: 'report' },
	operations: [download, getDownloadLink],
};
