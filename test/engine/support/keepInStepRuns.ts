import { keepInStep, mailchimp, refersion, runFile, theHub, type Look } from './keepInStep';
import { areListed } from './keepInStepChecks';
import { DEEDS } from './keepInStepDeeds';
import type { History, Step } from './keepInStepHistory';
import { isReadOfOne, isWrite } from './keepInStepInterference';

export const SCHEDULE = 'Every 10 minutes';

/** A way in which the workflow runs. */
type Way = (history: History, step: Step, index: number) => Promise<unknown>;

const isOdd = ({ who }: Step) => who % 2 === 1;

const ON_ERROR = ['stopWorkflow', 'continueRegularOutput', 'continueErrorOutput'] as const;

/** Nodes, and what makes them throw: a path of Refersion that is refused, or else a parameter. */
const FAILING: Array<[string, RegExp?]> = [
	['Get all affiliates', /affiliate\/list/],
	['Compare'],
	['Get affiliate', /affiliate\/get/],
	['Sync'],
];

const ways: Record<string, Way> = {
	look: async (history, step) =>
		await history.watched(async () => [await history.look(isOdd(step))], step),

	'look, and a deed meanwhile': async (history, step, index) => {
		const { who, whom } = step;
		const names = [...DEEDS.keys()];
		const what = names[(7 * who + whom) % names.length];
		const happen = () => void history.late.push(...history.happen({ ...step, what }, index));
		const isMoment = isOdd(step) ? isWrite : isReadOfOne;
		const look = async () => [await history.look(false)];
		return await history.watched(look, step, { isMoment, happen });
	},

	'two looks and a webhook': async (history, step, index) => {
		const news = history.happen({ ...step, what: isOdd(step) ? 'approve' : 'rename' }, index);
		return await history.watched(async () => {
			const heard = news.map(async (each) => await history.hear(each));
			return await Promise.all([history.look(isOdd(step)), history.look(false), ...heard]);
		}, step);
	},

	'look at a Mailchimp that stumbles': async (history, step) => {
		const { faults } = theHub().world;
		faults.seed(31 * step.who + step.whom);
		faults.set('mailchimp', { rates: { '429': 0.06, '502-html': 0.06, 'reset-after': 0.06 } });
		return await history.watched(async () => [await history.look(isOdd(step))], step);
	},

	'look at a short list': async (history, step) => {
		const { switches } = refersion();
		if (isOdd(step)) switches.totalExcess = 1 + step.whom;
		else switches.emptyAt = { place: step.whom % history.creators.length, times: Infinity };
		return await history.idle(async () => await history.look(false));
	},

	'look at an empty list': async (history) => {
		const totalExcess = -history.creators.length;
		Object.assign(refersion().switches, { emptyAt: { place: 0, times: Infinity }, totalExcess });
		return await history.idle(async () => await history.look(false));
	},

	'look at lists that lack contacts': async (history, step) => {
		const isShort = areListed(history.story.isLarge);
		mailchimp().switches.listsLack = 0.03;
		const look = async () => await history.look(isOdd(step));
		if (isShort) return await history.idle(look);
		return await history.watched(async () => [await look()], step);
	},

	'look with a node that throws': async (history, { who, whom }) => {
		const [node, path] = FAILING[who % FAILING.length];
		const onError = ON_ERROR[whom % ON_ERROR.length];
		history.lines.push(`  ${node}, set to ${onError}`);
		const file = keepInStep(history.settings(false));
		const found = file.nodes.find(({ name }) => name === node);
		if (!found) throw new Error(`There is no node ${node}.`);
		found.onError = onError;
		const rule = { service: 'refersion', fault: '400', times: Infinity } as const;
		if (path) theHub().world.faults.failNext({ ...rule, path });
		else Object.assign(found.parameters, { settings: '={{ [1] }}' });
		return await history.idle(async () => await runFile(file, SCHEDULE, undefined, 'trigger'));
	},

	'late news': async (history, step) => {
		const news = history.late.splice(0).reverse();
		return await history.watched(async () => {
			const looks: Look[] = [];
			for (const each of news) looks.push(await history.hear(each));
			return looks;
		}, step);
	},
};

/** Steps in which the workflow runs, besides those that a webhook tells at once. */
export const RUNS: ReadonlyMap<string, Way> = new Map(Object.entries(ways));
