import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../../../shared/record';
import { plain, plainLines } from '../../changes/plain';
import { verdictText } from '../../changes/text';
import type { ReportContext } from '../context';
import type { ReportModel, TableSection } from '../model';
import { heldGroups } from './held';

/** Whether an item is the summary of Changes: Summarise. */
export function isChanges(json: IDataObject): boolean {
	return isRecord(json.counts) && Array.isArray(json.held) && Array.isArray(json.changes);
}

/** Counts of a summary that are shown as figures. */
const FIGURES = ['added', 'corrected', 'moved', 'merged', 'offboarded', 'right'] as const;

/** What a summary of Changes: Summarise says. */
export function changesModel(summary: IDataObject, context: ReportContext): ReportModel {
	const {
		words: { report: words },
		format,
	} = context;
	const counts = isRecord(summary.counts) ? summary.counts : {};
	const held = recordsOf(summary.held);
	const heldCount = Number(summary.held_count ?? held.length);
	const figures = FIGURES.map((name) => ({ name, count: Number(counts[name] ?? 0) }));
	return {
		title: words.changes.title(context.brand),
		text: plainLines(summary.text),
		isChanged: Number(summary.changes_count ?? 0) > 0 || summary.tell === true,
		nothingDone: summary.failed === true,
		figures: [
			...figures
				.filter(({ name, count }) => count > 0 || name === 'right')
				.map(({ name, count }) => ({
					name: words.changes.figures[name],
					value: format.number(count),
					note: '',
				})),
			{ name: words.changes.figures.held, value: format.number(heldCount), note: '' },
		],
		sections: [
			{
				kind: 'lists',
				title: words.changes.lookAt,
				groups: heldGroups(held, words.changes.figures.held, format.number(heldCount)),
				empty: words.changes.nobodyHeld,
			},
			changesTable(summary, context),
		],
		notes: [],
	};
}

function changesTable(
	summary: IDataObject,
	{ words: { report: words, changes: verdicts } }: ReportContext,
): TableSection {
	const changes = recordsOf(summary.changes);
	const { whatWasDone, whatWouldBeDone, heads, nobodyChanged } = words.changes;
	const title = summary.dry_run === true ? whatWouldBeDone : whatWasDone;
	return {
		kind: 'table',
		title,
		caption: title,
		note: '',
		heads: [heads.person, heads.verdict, heads.reason].map((name) => ({ name, isNumber: false })),
		rows: changes.map((one) => [
			{
				text: plain(one.name) || plain(one.key) || words.noName,
				note: plain(one.email),
				email: plain(one.email),
			},
			{ text: verdictText(plain(one.verdict), verdicts) },
			{ text: plain(one.reason) },
		]),
		total: [],
		more: Number(summary.changes_count ?? changes.length) - changes.length,
		empty: nobodyChanged,
	};
}

/** The entries of a list that are objects. */
export function recordsOf(list: unknown): IDataObject[] {
	return Array.isArray(list) ? list.filter(isRecord) : [];
}
