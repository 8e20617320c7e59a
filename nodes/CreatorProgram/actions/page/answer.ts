import type { BranchingOperation } from '../../../shared/operations';
import { isOnUs } from '../../page/answers';
import { isFailure, readFailure } from '../../page/failure';
import {
	answeredBehind,
	lookBehind,
	ownDataOf,
	submissionBehind,
	type Find,
} from '../../page/items';
import { HEADERS, render } from '../../page/render';
import { viewOf, type View } from '../../page/view';
import { wordsOf } from '../../words';
import type { Words } from '../../words/en';
import { branchEachItem } from './branches';

const OUTPUTS = ['Answered', 'On Us'];

export const answer: BranchingOperation = {
	option: {
		name: 'Answer',
		value: 'answer',
		description:
			'Answer a form of the creator’s page: makes the page, and sends it to the browser that waits for it',
		action: 'Answer a form of the page',
	},
	outputs: OUTPUTS,
	properties: [
		{
			displayName:
				'Connect the outputs Answer of Page: Decide and Page: Settle, and the error output of each node before. Texts and colours are set in Creator Page Trigger. On Us: the creator has been answered, and somebody who keeps the workflow should know.',
			name: 'answerNotice',
			type: 'notice',
			default: '',
		},
	],
	async executeBranches() {
		return await branchEachItem(this, OUTPUTS.length, async (find) => {
			const { view, whatHappened } = answerTo(find);
			const html = render(view);
			await this.sendResponse({ body: html, headers: { ...HEADERS }, statusCode: view.code });
			const { key, code } = view;
			const json = { answer: key, code, html, what_happened: whatHappened };
			return { output: isOnUs(key) ? 1 : 0, json };
		});
	},
};

/** What is shown, and what is to be told to whoever keeps the workflow: '' for nothing. */
function answerTo(find: Find): { view: View; whatHappened: string } {
	const { settings, unique_email_id: id, ...entry } = submissionBehind(find);
	const { pageNotes } = wordsOf(settings.language);
	const visit = { settings, id, entry };
	const answered = answeredBehind(find);
	if (answered) {
		const { answer: key, seconds, stand } = answered;
		const view = viewOf(key, { ...visit, seconds, stand, look: lookBehind(find) });
		return { view, whatHappened: whatHappened(key, find, pageNotes) };
	}
	const { isUnknown, whatHappened: happened } = readFailure(find(isFailure) ?? {});
	// Who has no such id gets the same page as who has none that is well formed.
	if (isUnknown) return { view: viewOf('unknown', { settings, id: '' }), whatHappened: '' };
	return {
		view: viewOf('failed', visit),
		whatHappened: happened || pageNotes.nothingDecided,
	};
}

function whatHappened(key: string, find: Find, notes: Words['pageNotes']): string {
	if (key === 'no_link') return notes.noLink;
	if (key === 'not_looked') {
		const { profileUrl, reason } = find((json) => typeof json.profileUrl === 'string') ?? {};
		return notes.notLooked(String(profileUrl), String(reason));
	}
	const own = ownDataOf(find((json) => 'what_happened' in ownDataOf(json)) ?? {});
	return typeof own.what_happened === 'string' ? own.what_happened : '';
}
