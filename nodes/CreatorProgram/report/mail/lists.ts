import type { ReportContext } from '../context';
import { escaped, personLink, shown } from '../escape';
import type { ListGroup, ListSection, PeopleList, Person } from '../model';
import { heading, PERSON, quiet } from './parts';

/** Lists of who has to be looked at, with what happened and what to do. */
export function listRows({ title, groups, empty }: ListSection, context: ReportContext): string {
	const body =
		groups.length === 0
			? `<p style="margin:0;font-size:14px;">${escaped(empty)}</p>`
			: groups.map((group) => groupHtml(group, context)).join('');
	return heading(title) + body;
}

function groupHtml({ title, count, lists }: ListGroup, context: ReportContext): string {
	const rows = lists.map((list) => listHtml(list, context));
	return `<h3 style="margin:20px 0 8px;font-size:15px;line-height:20px;">${escaped(title)} (${escaped(count)})</h3><table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="border-collapse:collapse;table-layout:fixed;"><tbody>${rows.join('')}</tbody></table>`;
}

function listHtml(list: PeopleList, { words: { report: words }, format }: ReportContext): string {
	const { whatHappened, whatToDo, count, people } = list;
	const more = count - people.length;
	const lines = people.map((person) => personHtml(person, words.noName));
	if (more > 0) lines.push(quiet(escaped(words.andMore(format.number(more)))));
	const text = [`${shown(whatHappened)} <b>${shown(whatToDo)}</b>`, ...lines].join('<br>');
	return `<tr><td style="padding:10px 0;border-top:1px solid #dfe3ea;font-size:14px;line-height:21px;overflow-wrap:anywhere;">${text}</td></tr>`;
}

function personHtml({ name, email, note }: Person, noName: string): string {
	const link = personLink(name || noName, email, PERSON).replace('<a ', '<a class="person" ');
	const more = [email, note].filter(Boolean).join(', ');
	return more === '' ? link : `${link} ${quiet(shown(more))}`;
}
