import type { IDataObject, INodeExecutionData, INodeParameters, IRun } from 'n8n-workflow';
import { errorOf, outputOf, runWorkflow, type WorkflowFile } from './engine';
import { template, type Hub } from './hub';
import type { MemberStatus } from '../../emulators/mailchimp/types';
import { htmlProblems, mailProblems } from '../../html';

const NAME = 'program-report';
/** Where the report comes out that is sent. */
export const SENT = { node: 'For whom?', output: 1 };
const DAY_MS = 86_400_000;

/** The fields of a step in `numbers.steps`. */
export interface Step {
	key: string;
	name: string;
	count: number | null;
	seen: number | null;
	share_of_step_before: number | null;
	share_of_approved: number | null;
	last_7_days: number | null;
}

/** A row of `numbers.by_offer` or `numbers.by_month`: counts by step. */
export type Counts = IDataObject & { approved: number };

/** An entry of `numbers.stuck`. */
export interface Stuck {
	key: string;
	name: string;
	count: number;
	on_the_way: number;
	/** By what to do. */
	lists: Array<{
		what_happened: string;
		what_to_do: string;
		count: number;
		people: Array<{ name: string; email: string; since: string }>;
	}>;
}

/** The report's one item. */
export interface ProgramReport {
	text: string;
	subject: string;
	html: string;
	page: string;
	changed: boolean;
	nothing_could_be_done: boolean;
	numbers: {
		steps: Step[];
		by_offer: Counts[];
		by_month: Counts[];
		stuck: Stuck[];
		links: { seen: number; said: number };
		sales: IDataObject[] | null;
		sales_unassigned_count: number | null;
		sales_unknown_because: string;
	};
}

/** A creator of a made-up programme. What is left out has not happened. */
export interface Creator {
	email: string;
	firstName?: string;
	lastName?: string;
	offerId?: number;
	/** Whether there is a contact; `false` for none, else what is special about it. */
	contact?: false | { status?: MemberStatus; tags?: string[] };
	/** Days since the contact joined. */
	joined?: number;
	opened?: boolean;
	clicked?: boolean;
	/** LINKSTATUS, and the tag that goes with it. */
	link?: string;
	/** Days since LINKDATE. */
	linkDays?: number;
	/** The contact's tracking link, where it is not the creator's own. */
	affLink?: string;
	sale?: 'PENDING' | 'APPROVED' | 'DENIED' | 'UNQUALIFIED' | 'PAID';
	/** Days since the sale. */
	saleDays?: number;
	/** Days since the payment. */
	paidDays?: number;
}

/** Noon of a day, UTC, so that it is the same day where n8n is. */
export const daysAgo = (days: number): Date =>
	new Date((Math.floor(Date.now() / DAY_MS) - days + 0.5) * DAY_MS);
export const dayOf = (date: Date): string => date.toISOString().slice(0, 10);

/** Makes the merge fields of the link, as Prepare Mailchimp audience does. */
export function addLinkFields({ world, audienceId }: Hub): void {
	const add = (tag: string, type: 'text' | 'date') =>
		world.mailchimp.addMergeField(audienceId, { tag, name: tag, type });
	add('LINKSTATUS', 'text');
	add('LINKDATE', 'date');
}

/** Makes a programme. */
export function addProgramme(hub: Hub, creators: Creator[]): void {
	for (const creator of creators) addCreator(hub, creator);
}

function addCreator(hub: Hub, creator: Creator): void {
	const { refersion, mailchimp } = hub.world;
	const { email, contact, link, sale } = creator;
	const affiliate = refersion.addAffiliate({
		first_name: creator.firstName ?? 'Jo',
		last_name: creator.lastName ?? 'Smith',
		email,
		status: 'ACTIVE',
		...(creator.offerId !== undefined && { offer_id: creator.offerId }),
	});
	if (contact !== false) {
		const member = mailchimp.addMember(hub.audienceId, {
			email,
			status: contact?.status,
			mergeFields: {
				AFFLINK: creator.affLink ?? String(refersion.linkOf(affiliate.id)),
				...(link && { LINKSTATUS: link, LINKDATE: dayOf(daysAgo(creator.linkDays ?? 1)) }),
			},
			tags: contact?.tags ?? ['new-affiliate', ...(link === 'live' ? ['link-live'] : [])],
		});
		member.timestampOpt = daysAgo(creator.joined ?? 100).toISOString();
		member.stats = {
			avg_open_rate: creator.opened ? 0.5 : 0,
			avg_click_rate: creator.clicked ? 0.25 : 0,
		};
	}
	if (!sale) return;
	const conversion = refersion.addConversion({
		affiliateId: affiliate.id,
		created: daysAgo(creator.saleDays ?? 100),
		status: sale === 'PAID' ? 'APPROVED' : sale,
	});
	if (sale !== 'PAID') return;
	const payment = refersion.addPayment(affiliate.id, [conversion.id]);
	payment.created = daysAgo(creator.paidDays ?? 50);
}

/** What a test sets, by the node that has it. */
export interface ReportSettings {
	/** Settings: Set Program Report. */
	settings?: INodeParameters;
	/** Funnel: Measure. */
	measure?: INodeParameters;
	/** Report: Build. */
	build?: INodeParameters;
}

/** Nobody is given any time: who has not taken the next step is stuck. */
export const AT_ONCE: INodeParameters = {
	stuckAfter: { contact: 0, opened: 0, clicked: 0, live: 0, sold: 0, paid: 0 },
};

/** The template, with some of what is set in it changed. */
export function reportTemplate(hub: Hub, set: ReportSettings = {}): WorkflowFile {
	const file = template(NAME, hub.audienceId);
	const changed = new Map([
		['Settings', set.settings],
		['Measure', set.measure],
		['Report', set.build],
	]);
	for (const node of file.nodes) {
		node.parameters = { ...node.parameters, ...changed.get(node.name) };
	}
	return file;
}

/** Runs the template, however it ends. */
export async function runReport(hub: Hub, set?: ReportSettings): Promise<IRun> {
	return await runWorkflow(hub.engine, reportTemplate(hub, set), {
		start: 'By hand',
		credentials: hub.credentials,
	});
}

/** Runs the template and gives its one item. */
export async function report(hub: Hub, set?: ReportSettings): Promise<ProgramReport> {
	const run = await runReport(hub, set);
	if (errorOf(run)) throw new Error(errorOf(run)?.message);
	const output: INodeExecutionData[] = outputOf(run, SENT.node, SENT.output);
	if (output.length !== 1 || !output[0]) throw new Error(`${output.length} items`);
	const item: ProgramReport = JSON.parse(JSON.stringify(output[0].json));
	// Not by expect: the pictures of the report are made without Jest.
	const problems = [...mailProblems(item.html), ...htmlProblems(item.page)];
	if (problems.length > 0) throw new Error(problems.join('\n'));
	return item;
}

/** Counts by step, in the order of the funnel. */
export const countsOf = ({ numbers }: ProgramReport): Array<number | null> =>
	numbers.steps.map(({ count }) => count);

/** Who is stuck before a step. */
export function stuckBefore({ numbers }: ProgramReport, key: string): Stuck {
	const found = numbers.stuck.find((step) => step.key === key);
	if (!found) throw new Error(`There is no list of who is stuck before "${key}"`);
	return found;
}

/** Requests that could change something in either service: all but reads. */
export function writes(hub: Hub): string[] {
	const { refersion, mailchimp } = hub.world;
	const ofMailchimp = mailchimp.requests.filter(({ method }) => method !== 'GET');
	const ofRefersion = refersion.requests.filter(
		({ host, path }) => host !== 'graphql.refersion.com' && path !== '/v2/affiliate/list',
	);
	return [...ofMailchimp, ...ofRefersion].map(({ method, path }) => `${method} ${path}`);
}

/** People whose lists have an advice with these words. */
export const toldTo = (numbers: ProgramReport['numbers'], words: string): string[] =>
	numbers.stuck
		.flatMap(({ lists }) => lists)
		.filter(({ what_to_do, what_happened }) => `${what_happened} ${what_to_do}`.includes(words))
		.flatMap(({ people }) => people.map(({ email }) => email));
