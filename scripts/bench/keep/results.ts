import type { Environment } from '../environment';

/** A programme in which nothing is to be done. */
export interface KeepConditions {
	/** active affiliates, each with the contact the workflow makes of them */
	creators: number;
	/** contacts of the audience who are no affiliates */
	others: number;
	/** added to every request to either service, in milliseconds */
	latencyMs: number;
	seed: number;
}

/** What the services were asked in one look. */
export interface KeepRequests {
	refersion: number;
	mailchimp: number;
	/** those of both that change something */
	writes: number;
}

/** One look at everybody. Memory is in MB (1,000,000 bytes); null where the system cannot tell. */
export interface KeepLook {
	/** of the execution, from its start to its end as n8n recorded them */
	seconds: number;
	/** of each node, by name, in the order they ran */
	nodeSeconds: Record<string, number>;
	/** how much of the time n8n's main thread waited for a core that other programs had */
	waitedSeconds: number | null;
	/** processor time of n8n's process */
	cpuSeconds: number | null;
	/** the most memory n8n's process had from the system */
	peakMemory: number | null;
	/** that, less what it had before the first look of this n8n */
	aboveRest: number | null;
	requests: KeepRequests;
	/** creators of whom Summary says that all is right */
	right: number;
	/** what n8n keeps of the execution where it keeps those that went well: length of its data in the database, and growth of the database */
	dataBytes: number;
	databaseBytes: number;
	/** the same requests one after the other from a script, each time that was measured, in seconds */
	bareLoops: number[];
}

/** Looks of one n8n, one after the other. */
export interface KeepScene {
	conditions: KeepConditions;
	startedAt: string;
	/** average of processes that wanted to run in the minute before */
	loadBefore: number;
	/** memory of n8n's process before the first look */
	restMemory: number | null;
	looks: KeepLook[];
	/** growth of the database in one more look, with the template's own settings for what n8n keeps */
	leftBytes: number;
}

export interface KeepResult {
	environment: Environment;
	n8n: { version: string; node: string; expressionEngine: string[] | null };
	scenes: KeepScene[];
}

/** How many times as long as the bare loop a look may take, and how many seconds more. */
const TIMES = 3;
const MORE_SECONDS = 2;

/** @returns the longest a look may take, in seconds, by the fastest of its bare loops */
export const mostSeconds = ({ bareLoops }: KeepLook): number =>
	TIMES * Math.min(...bareLoops) + MORE_SECONDS;

/** From this share of the time on, a look says more about the other programs than about itself. */
const BUSY_SHARE = 0.1;

/** @returns whether n8n waited for a core for so long that the time of a look says nothing */
export const wasBusy = ({ seconds, waitedSeconds }: KeepLook): boolean =>
	(waitedSeconds ?? 0) > BUSY_SHARE * seconds;

/** Looks a day of the template's schedule. */
const LOOKS_A_DAY = 24 * 6;

/** @returns what a day of looks leaves in the database, in bytes, where one leaves so much */
export const bytesADay = (bytesALook: number): number => bytesALook * LOOKS_A_DAY;

/** Puts scenes into a result; one of the same size takes the place of the earlier one, if nothing else has changed. */
export function mergeScenes(earlier: KeepResult | undefined, now: KeepResult): KeepResult {
	const about = ({ environment, n8n }: KeepResult): string => JSON.stringify([environment, n8n]);
	const kept = earlier && about(earlier) === about(now) ? earlier.scenes : [];
	const size = ({ conditions }: KeepScene): string => JSON.stringify(conditions);
	const sizes = now.scenes.map(size);
	const scenes = [...kept.filter((scene) => !sizes.includes(size(scene))), ...now.scenes];
	const people = ({ conditions: { creators, others } }: KeepScene): number =>
		creators + others / 1e9;
	return { ...now, scenes: scenes.sort((one, other) => people(one) - people(other)) };
}
