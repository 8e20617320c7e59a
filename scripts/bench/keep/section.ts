import { describeMachine } from '../environment';
import { grouped, megabytes, short } from '../numbers';
import { markdown } from '../table';
import { bytesADay, mostSeconds, type KeepLook, type KeepResult, type KeepScene } from './results';

/** n8n 2.41.1: `EXECUTIONS_DATA_MAX_AGE`, 336 hours (`@n8n/config`, executions.config.js). */
const KEPT_DAYS = 14;

const seconds = (value: number): string => `${short(value)} s`;
const kilobytes = (bytes: number): string => `${grouped(bytes / 1e3)} kB`;
const known = (value: number | null, show: (value: number) => string): string =>
	value === null ? 'unknown' : show(value);

/** A programme in words: `2,000 creators, 98,000 other contacts`. */
function programme({ creators, others }: KeepScene['conditions']): string {
	const people = `${grouped(creators)} creators`;
	return others === 0 ? people : `${people}, ${grouped(others)} other contacts`;
}

function rowOf({ conditions }: KeepScene, look: KeepLook, index: number): string[] {
	const { requests } = look;
	return [
		`${programme(conditions)}, look ${index + 1}`,
		seconds(look.seconds),
		seconds(Math.min(...look.bareLoops)),
		seconds(mostSeconds(look)),
		known(look.waitedSeconds, seconds),
		known(look.cpuSeconds, seconds),
		grouped(requests.refersion),
		grouped(requests.mailchimp),
		known(look.peakMemory, megabytes),
		known(look.aboveRest, megabytes),
		`${short(look.dataBytes / 1e6)} MB`,
	];
}

/** Seconds of each node, in the last look of each scene. */
function nodeTable(scenes: readonly KeepScene[]): string {
	const last = scenes.flatMap(({ conditions, looks }) => {
		const look = looks.at(-1);
		return look ? [{ name: programme(conditions), look }] : [];
	});
	const names = [...new Set(last.flatMap(({ look }) => Object.keys(look.nodeSeconds)))];
	return markdown(
		['Node', ...last.map(({ name }) => name)],
		names.map((name) => [
			name,
			...last.map(({ look }) => {
				const value = look.nodeSeconds[name];
				return value === undefined ? 'did not run' : `${value.toFixed(3)} s`;
			}),
		]),
	);
}

/** What looks leave in the database: as the template comes, and where n8n keeps the executions. */
function storageText(scenes: readonly KeepScene[]): string {
	const left = scenes.map(
		({ conditions, leftBytes }) => `${programme(conditions)}: ${kilobytes(leftBytes)}`,
	);
	const kept = scenes.flatMap(({ conditions, looks }) => {
		const bytes = looks.at(-1)?.databaseBytes;
		if (bytes === undefined) return [];
		const day = bytesADay(bytes);
		return `${programme(conditions)}: ${short(bytes / 1e6)} MB a look, ${megabytes(day / 1e6)} a day, ${short((day * KEPT_DAYS) / 1e9)} GB before n8n deletes the first`;
	});
	return [
		`Growth of n8n's database in one look with the template's own settings: ${left.join('; ')}.`,
		`Where n8n is told to save successful executions of the workflow, as it was for the tables above, by the growth in the last look and with one every ten minutes: ${kept.join('; ')}. n8n deletes executions after ${KEPT_DAYS} days by default.`,
	].join('\n\n');
}

function writtenText(scenes: readonly KeepScene[]): string {
	const looks = scenes.flatMap((scene) => scene.looks);
	const writes = looks.reduce((sum, { requests }) => sum + requests.writes, 0);
	const wrong = scenes.filter(({ conditions, looks: own }) =>
		own.some(({ right }) => right !== conditions.creators),
	);
	return `Requests that change something: ${writes === 0 ? 'none' : `**${grouped(writes)}**`}. Looks in which all creators were right: ${wrong.length === 0 ? 'all' : `**not those of ${wrong.map(({ conditions }) => programme(conditions)).join('; ')}**`}.`;
}

/** The result as a part of the page. */
export function keepSection({ environment, n8n, scenes }: KeepResult): string {
	const switches = n8n.expressionEngine?.map((each) => `\`${each}\``).join(', ');
	const latencies = [...new Set(scenes.map(({ conditions }) => conditions.latencyMs))].join(', ');
	const days = [...new Set(scenes.map(({ startedAt }) => startedAt.slice(0, 10)))].join(', ');
	const loads = scenes.map(({ loadBefore }) => loadBefore).join(', ');
	const rests = scenes.map(({ restMemory }) => known(restMemory, megabytes)).join(', ');
	return [
		`### Keep creators in step: looks with nothing to do (${latencies} ms a request)`,
		markdown(
			[
				'',
				'Execution',
				'Bare loop',
				'At most',
				'Waited for a core',
				'Processor time of n8n',
				'Requests to Refersion',
				'Requests to Mailchimp',
				'Peak memory of n8n',
				'Above n8n at rest',
				'Data of the execution',
			],
			scenes.flatMap((scene) => scene.looks.map((look, index) => rowOf(scene, look, index))),
		),
		'*Bare loop* is the faster of two runs of a script that sends the same requests one after the other through the same proxy and reads the answers. *At most* is three times that and two seconds more, which is what a look with 10,000 creators is held to, as it is to 115 requests and to 350 MB above n8n at rest; and one with 2,000 creators among 100,000 contacts to 40 requests.',
		writtenText(scenes),
		`Time of each node, which n8n recorded, in the last look of each programme:`,
		nodeTable(scenes),
		storageText(scenes),
		`Measured ${days} on n8n ${n8n.version} in one process with SQLite and its default expression engine (switches of the engine in its environment: ${switches === '' ? 'none' : (switches ?? 'not known')}), Node.js ${n8n.node}; ${describeMachine(environment)}. Each programme has an n8n of its own. Memory of n8n at rest: ${rests}. Load of the machine when each began: ${loads}.`,
	].join('\n\n');
}
