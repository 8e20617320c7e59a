import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { forEachItem } from '../../../shared/items';
import type { Operation } from '../../../shared/operations';
import { invalidParameter, readRequired } from '../../../shared/parameters';
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
	async execute(itemCount) {
		const read = profileReader.call(this);
		return await forEachItem.call(this, itemCount, async (itemIndex) => {
			const { text, link } = readLink.call(this, itemIndex);
			return answerOf(await read(itemIndex), text, link);
		});
	},
};

/** @throws NodeOperationError when it is no link, or one that could be anybody's */
function readLink(this: IExecuteFunctions, itemIndex: number): { text: string; link: WebLink } {
	const text = readRequired.call(this, 'link', 'Link', itemIndex);
	const link = /^https?:/i.test(text) ? parseLink(text) : undefined;
	if (!link) {
		throw invalidParameter.call(
			this,
			'Link',
			`is not a web link: "${quoted(text)}"`,
			'It must begin with https:// or http://. Check what is mapped to Link.',
		);
	}
	if (identifiesAffiliate(link)) return { text, link };
	throw invalidParameter.call(
		this,
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
