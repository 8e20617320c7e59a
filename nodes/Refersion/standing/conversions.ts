import { NodeApiError, type IDataObject } from 'n8n-workflow';
import { collect } from '../../shared/paging';
import { isProblem } from '../../shared/problem';
import { remember } from '../../shared/remember';
import type { RequestContext } from '../../shared/request';
import type { Run } from '../../shared/run';
import { conversionItem } from '../graphqlItems';
import { requiredNumber } from '../transport/answers';
import { graphqlConversions, type TimeWindow } from '../transport/graphql';
import type { CountedConversion } from './numbers';

/** Gives the conversions of an affiliate, by numeric id, that were created within a window. */
export type ConversionReader = (id: number, window: TimeWindow) => Promise<CountedConversion[]>;

/** A conversion, and the numeric id of whose it is. */
interface Row {
	affiliateId: number;
	conversion: CountedConversion;
}

/** Only these count, so only they are read. */
const STATUSES = ['PENDING', 'APPROVED'];

/**
 * Reads conversions through GraphQL: all of a window once, however many affiliates are asked for, or for a few affiliates
 * only their own. Refersion's examples show the list of conversions under an affiliate too, but not that it takes the
 * same arguments there: where it does not, or is not whole, all of the window are read.
 *
 * @param isForFew whether so few affiliates are asked for that it is not worth it to read all conversions
 */
export function conversionReader(run: Run, isForFew: boolean): ConversionReader {
	const windows = new Map<string, TimeWindow>();
	const readAll = remember(
		async (key) => byAffiliate(await readRows(run, windows.get(key) ?? {})),
		() => false,
	);
	let isUnderAffiliate = isForFew;
	return async (id, window) => {
		if (isUnderAffiliate) {
			const own = await readRows(run, window, id).catch((error: unknown) => {
				if (isNoList(error)) return undefined;
				throw error;
			});
			if (own) return own.map(({ conversion }) => conversion);
			isUnderAffiliate = false;
			const why = 'the conversions of one affiliate cannot be read, so those of all are';
			run.context.logger.info(`Refersion: ${why}`);
		}
		const key = `${String(window.from)} ${String(window.to)}`;
		windows.set(key, window);
		return (await readAll(key)).get(id) ?? [];
	};
}

/** Whether GraphQL refused the query itself, or gave a list that is not whole. */
function isNoList(error: unknown): boolean {
	const isRefused = error instanceof NodeApiError && ['200', '400'].includes(error.httpCode ?? '');
	return isRefused || isProblem(error, 'list_incomplete');
}

async function readRows(run: Run, window: TimeWindow, affiliate?: number): Promise<Row[]> {
	const filter = { ...window, statuses: STATUSES, affiliate };
	const pages = graphqlConversions.call(run.context, filter);
	const toRows = (rows: IDataObject[]) => rows.map((raw) => toRow.call(run.context, raw));
	return await collect(pages, Infinity, toRows, run.signal);
}

/** @throws NodeApiError when it is not said whose conversion it is: it would be missing somewhere */
function toRow(this: RequestContext, raw: IDataObject): Row {
	const item = conversionItem(raw);
	return {
		affiliateId: requiredNumber.call(this, item, 'affiliate_id'),
		conversion: {
			id: item.id,
			status: item.status ?? '',
			isPaid: item.payment_status === 'PAID',
			currency: item.currency?.trim().toUpperCase() ?? null,
			total: item.total,
			commission: item.commission_total,
			created: item.created,
		},
	};
}

function byAffiliate(rows: Row[]): Map<number, CountedConversion[]> {
	const groups = new Map<number, CountedConversion[]>();
	for (const { affiliateId, conversion } of rows) {
		const group = groups.get(affiliateId);
		if (group) group.push(conversion);
		else groups.set(affiliateId, [conversion]);
	}
	return groups;
}
