import { audienceCases } from './audienceCases';
import { bulkCases } from './bulkCases';
import type { Case } from './cases';
import { contactCases } from './contactCases';
import { contactWriteCases } from './contactWriteCases';
import { programCases } from './programCases';
import { tagCases } from './tagCases';
import { upsertCases } from './upsertCases';

/** All that is done by the node and by Mailchimp's client, to be compared. */
export const CASES: Case[] = [
	...upsertCases,
	...bulkCases,
	...contactWriteCases,
	...contactCases,
	...programCases,
	...tagCases,
	...audienceCases,
];
