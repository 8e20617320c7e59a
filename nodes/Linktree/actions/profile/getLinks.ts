import { NodeOperationError, type IDataObject, type IExecuteFunctions } from 'n8n-workflow';
import { forEachItem } from '../../../shared/items';
import type { Operation } from '../../../shared/operations';
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
	async execute(itemCount) {
		const read = profileReader.call(this);
		return await forEachItem.call(this, itemCount, async (itemIndex) => {
			const reading = await read(itemIndex);
			if ('problem' in reading.result) throw notRead.call(this, reading, reading.result.problem);
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

function notRead(
	this: IExecuteFunctions,
	{ username }: Reading,
	problem: ReadProblem,
): NodeOperationError {
	const { what, remedy } = READ_PROBLEMS[problem];
	return new NodeOperationError(this.getNode(), `Linktree ${what}: linktr.ee/${username}`, {
		type: problem,
		description: remedy,
	});
}
