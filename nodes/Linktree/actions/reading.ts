import type { ItemInput } from '../../shared/input';
import { invalidInput } from '../../shared/problem';
import type { Run } from '../../shared/run';
import type { ReadProblem } from '../rules/check';
import { readProfilePage, type ProfilePage } from '../rules/page';
import { readUsername } from '../rules/username';
import { readPage } from '../transport/page';
import { TIMEOUT_S } from './common';

/** What reading a profile came to. */
export interface Reading {
	username: string;
	/** When the page was read, or was not given. */
	checkedAt: string;
	result: ProfilePage | { problem: ReadProblem };
}

/**
 * Reads the profiles that the items of a run are about, each page once however many items are about it.
 * After Linktree has refused one, no other is asked for: more requests would be what it refuses.
 *
 * @returns reads the profile of an item; it throws a ProblemError when the item names none
 */
export function profileReader(run: Run): (input: ItemInput) => Promise<Reading> {
	const readings = new Map<string, Reading>();
	let isBlocked = false;

	const read = async (username: string, timeoutMs: number): Promise<Reading['result']> => {
		if (isBlocked) return { problem: 'blocked' };
		const answer = await readPage.call(run.context, username, timeoutMs);
		const result = 'html' in answer ? readProfilePage(answer.html) : answer;
		if ('problem' in result && result.problem === 'blocked') {
			isBlocked = true;
			tellBlocked(run);
		}
		return result;
	};

	return async (input) => {
		const username = readProfile(input);
		const timeoutMs = input.number('options.timeout', 'Timeout (Seconds)', 15, TIMEOUT_S) * 1000;
		const earlier = readings.get(username);
		if (earlier) return earlier;
		const result = await read(username, timeoutMs);
		const reading = { username, checkedAt: new Date().toISOString(), result };
		readings.set(username, reading);
		return reading;
	};
}

function readProfile(input: ItemInput): string {
	const named = readUsername(input.text('profile', 'Profile'));
	if ('username' in named) return named.username;
	throw invalidInput(
		'Profile',
		named.problem,
		'Give the user name, or the address of the page, such as linktr.ee/anna. Pages of other services cannot be read.',
	);
}

function tellBlocked(run: Run): void {
	const message =
		'Linktree refused to give a page. No other page was asked for after that: the items from there on say "blocked".';
	run.context.addExecutionHints({ message, location: 'outputPane', type: 'warning' });
}
