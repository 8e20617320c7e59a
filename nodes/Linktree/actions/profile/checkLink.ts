import type { IDataObject } from 'n8n-workflow';
import type { ItemInput } from '../../../shared/input';
import type { Operation } from '../../../shared/operations';
import { invalidInput } from '../../../shared/problem';
import { Run } from '../../../shared/run';
import { quoted } from '../../../shared/texts';
import { checkPage, type Evidence, type Verdict } from '../../rules/check';
import { identifiesAffiliate, parseLink, type WebLink } from '../../rules/link';
import { messageOf } from '../../rules/messages';
import { profileUrl } from '../../rules/username';
import { options, profile } from '../common';
import { profileReader, type Reading } from '../reading';

export const checkLink: Operation = {
	option: {
		name: 'Check Link',
		value: 'checkLink',
		description:
			'See whether the affiliate link is on the page. Only for creators who asked for the check: Linktree restricts automated reading.',
		action: 'Check a link on a profile',
	},
	properties: [
		profile,
		{
			displayName: 'Link',
			name: 'link',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. https://your-shop.refersion.com/c/a3y7',
			description: "The affiliate's own tracking link, as Refersion gives it",
			hint: 'Compared by the code in it and the host. What Linktree adds to links makes no difference.',
		},
		options,
	],
	async execute() {
		const run = new Run(this);
		const read = profileReader(run);
		return await run.forEachItem(async (input) => {
			const { text, link } = readLink(input);
			return answerOf(await read(input), text, link);
		});
	},
};

/** @throws ProblemError when it is no link, or one that could be anybody's */
function readLink(input: ItemInput): { text: string; link: WebLink } {
	const text = input.required('link', 'Link');
	const link = /^https?:/i.test(text) ? parseLink(text) : undefined;
	if (!link) {
		throw invalidInput(
			'Link',
			`is not a web link: "${quoted(text)}"`,
			'It must begin with https:// or http://. Check what is mapped to Link.',
		);
	}
	if (identifiesAffiliate(link)) return { text, link };
	throw invalidInput(
		'Link',
		`is the address of a whole shop, not of an affiliate: "${quoted(text)}"`,
		"Give the affiliate's own tracking link. Parameters that begin with utm_ do not count, because Linktree adds such itself.",
	);
}

function answerOf(
	{ username, checkedAt, result }: Reading,
	text: string,
	link: WebLink,
): IDataObject {
	const isRead = 'links' in result;
	const verdict: Verdict = isRead
		? checkPage(link, result)
		: { status: 'unverifiable', reason: result.problem, evidence: null };
	return {
		status: verdict.status,
		reason: verdict.reason,
		message: messageOf(verdict, username),
		username,
		profileUrl: profileUrl(username),
		link: text,
		evidence: verdict.evidence && evidenceItem(verdict.evidence),
		linkCount: isRead ? result.links.filter(({ urls }) => urls.length > 0).length : null,
		checkedAt,
	};
}

/** Texts of the page are cut: whoever wrote it must not be able to fill n8n's database. */
function evidenceItem({ link, url, gates }: Evidence): IDataObject {
	return {
		title: quoted(link.title),
		url: url && quoted(url),
		position: link.position,
		group: link.group && quoted(link.group),
		gates: gates.map(quoted),
	};
}
