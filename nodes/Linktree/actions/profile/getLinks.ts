import type { IDataObject } from 'n8n-workflow';
import type { Operation } from '../../../shared/operations';
import { ProblemError } from '../../../shared/problem';
import { Run } from '../../../shared/run';
import type { ReadProblem } from '../../rules/check';
import { unitedGates } from '../../rules/gates';
import { READ_PROBLEMS } from '../../rules/messages';
import type { ProfilePage } from '../../rules/page';
import { profileUrl } from '../../rules/username';
import { options, profile } from '../common';
import { profileReader, type Reading } from '../reading';

export const getLinks: Operation = {
	option: {
		name: 'Get Links',
		value: 'getLinks',
		description:
			'Get the links of a page, with their groups and gates. Only for creators who asked for it: Linktree restricts automated reading.',
		action: 'Get the links of a profile',
	},
	properties: [profile, options],
	async execute() {
		const run = new Run(this);
		const read = profileReader(run);
		return await run.forEachItem(async (input) => {
			const reading = await read(input);
			if ('problem' in reading.result) throw notRead(reading, reading.result.problem);
			return linkItems(reading, reading.result);
		});
	},
};

function linkItems({ username, checkedAt }: Reading, page: ProfilePage): IDataObject[] {
	return page.links.map(({ id, title, type, urls, position, group, gates }) => ({
		username,
		profileUrl: profileUrl(username),
		id,
		title,
		type,
		url: urls[0] ?? null,
		position,
		group,
		gates: unitedGates(gates, page.gates),
		checkedAt,
	}));
}

function notRead({ username }: Reading, problem: ReadProblem): ProblemError {
	const { what, remedy } = READ_PROBLEMS[problem];
	return new ProblemError({
		code: problem,
		message: `Linktree ${what}: linktr.ee/${username}`,
		fix: remedy,
	});
}
