import type { ReportContext } from '../context';
import { escaped, personLink, shown } from '../escape';
import type { ListGroup, ListSection, PeopleList, Person } from '../model';

/** Lists of who has to be looked at, with what happened and what to do. */
export function listGroups({ groups, empty }: ListSection, context: ReportContext): string {
	if (groups.length === 0) return `<p class="quiet">${escaped(empty)}</p>`;
	return groups.map((group) => groupHtml(group, context)).join('');
}

function groupHtml({ title, count, note, lists }: ListGroup, context: ReportContext): string {
	const more = note === '' ? '' : `<p class="quiet">${escaped(note)}</p>`;
	return `<section class="stuck"><h3>${escaped(title)} <span class="pill">${escaped(count)}</span></h3>${more}${lists.map((list) => listHtml(list, context)).join('')}</section>`;
}

function listHtml(list: PeopleList, { words: { report: words }, format }: ReportContext): string {
	const { whatHappened, whatToDo, count, people } = list;
	const more = count - people.length;
	const lines = people.map((person) => personHtml(person, words.noName));
	if (more > 0) lines.push(`<li class="quiet">${escaped(words.andMore(format.number(more)))}</li>`);
	return `<div class="list"><p>${shown(whatHappened)} <b>${shown(whatToDo)}</b></p>${lines.length > 0 ? `<ul class="people">${lines.join('')}</ul>` : ''}</div>`;
}

function personHtml({ name, email, note }: Person, noName: string): string {
	const small = note === '' ? '' : `<small>${escaped(note)}</small>`;
	return `<li><bdi class="name">${personLink(name || noName, email)}</bdi><bdi>${shown(email)}</bdi>${small}</li>`;
}
