import type { IExecuteFunctions } from 'n8n-workflow';
import { invalidParameter } from '../../shared/parameters';
import type { ReadProblem } from '../rules/check';
import { readProfilePage, type ProfilePage } from '../rules/page';
import { readUsername } from '../rules/username';
import { readPage } from '../transport/page';

/** What reading a profile came to. */
export interface Reading {
	username: string;
	/** When the page was read, or was not given. */
	checkedAt: string;
	result: ProfilePage | { problem: ReadProblem };
}

const DEFAULT_TIMEOUT_S = 15;

/**
 * Reads the profiles that the items of a run are about, each page once however many items are about it.
 * After Linktree has refused one, no other is asked for: more requests would be what it refuses.
 *
 * @returns reads the profile of an item; it throws a NodeOperationError when the item names none
 */
export function profileReader(this: IExecuteFunctions): (itemIndex: number) => Promise<Reading> {
	const readings = new Map<string, Reading>();
	let isBlocked = false;

	const read = async (username: string, timeoutMs: number): Promise<Reading['result']> => {
		if (isBlocked) return { problem: 'blocked' };
		const answer = await readPage.call(this, username, timeoutMs);
		const result = 'html' in answer ? readProfilePage(answer.html) : answer;
		if ('problem' in result && result.problem === 'blocked') {
			isBlocked = true;
			tellBlocked.call(this);
		}
		return result;
	};

	return async (itemIndex) => {
		const username = readProfile.call(this, itemIndex);
		const timeoutMs = readTimeout.call(this, itemIndex);
		const earlier = readings.get(username);
		if (earlier) return earlier;
		const result = await read(username, timeoutMs);
		const reading = { username, checkedAt: new Date().toISOString(), result };
		readings.set(username, reading);
		return reading;
	};
}

function readProfile(this: IExecuteFunctions, itemIndex: number): string {
	const value = this.getNodeParameter('profile', itemIndex, '');
	const named = readUsername(typeof value === 'string' ? value : String(value ?? ''));
	if ('username' in named) return named.username;
	throw invalidParameter.call(
		this,
		'Profile',
		named.problem,
		'Give the user name, or the address of the page, such as linktr.ee/anna. Pages of other services cannot be read.',
	);
}

function readTimeout(this: IExecuteFunctions, itemIndex: number): number {
	const seconds = Number(this.getNodeParameter('options.timeout', itemIndex, DEFAULT_TIMEOUT_S));
	if (seconds >= 1 && seconds <= 60) return seconds * 1000;
	throw invalidParameter.call(
		this,
		'Timeout (Seconds)',
		'is not a number from 1 to 60',
		`Leave it out for ${DEFAULT_TIMEOUT_S} seconds.`,
	);
}

function tellBlocked(this: IExecuteFunctions): void {
	const message =
		'Linktree refused to give a page. No other page was asked for after that: the items from there on say "blocked".';
	this.addExecutionHints({ message, location: 'outputPane', type: 'warning' });
}
