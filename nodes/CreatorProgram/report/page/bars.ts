import { escaped } from '../escape';
import type { Bar, BarSection } from '../model';

/** Bars as a table; below each other on a phone. */
export function barTable({ caption, heads, bars }: BarSection): string {
	const rows = bars.map((bar, index) => barRow(bar, index, heads));
	return `<table class="funnel"><caption>${escaped(caption)}</caption><thead><tr><th scope="col">${escaped(heads.name)}</th><th scope="col" class="wide"><span class="hidden">${escaped(heads.bar)}</span></th><th scope="col" class="n">${escaped(heads.value)}</th><th scope="col" class="n">${escaped(heads.share)}</th><th scope="col" class="n">${escaped(heads.recent)}</th></tr></thead><tbody>${rows.join('')}</tbody></table>`;
}

function barRow(bar: Bar, index: number, heads: BarSection['heads']): string {
	const { name, value, share, shareOfBefore, recent, note } = bar;
	const head = `<th scope="row">${escaped(name)}</th>`;
	if (share === null)
		return `<tr>${head}<td class="wide quiet" colspan="4">${escaped(value)}</td></tr>`;
	const track = `<span class="track"><span class="bar s${index}" style="width:${percent(share)}"></span></span>`;
	const small = note === '' ? '' : `<small>${escaped(note)}</small>`;
	const cell = (kind: string, text: string, label: string) =>
		`<td class="n ${kind}" data-label="${escaped(label)}">${escaped(text)}</td>`;
	return `<tr>${head}<td class="wide">${track}${small}</td><td class="n"><b>${escaped(value)}</b></td>${cell('part', shareOfBefore, heads.shareBehind)}${cell('week', recent, heads.recentBehind)}</tr>`;
}

/** A width in CSS. */
export function percent(share: number): string {
	return `${(share * 100).toFixed(1)}%`;
}
