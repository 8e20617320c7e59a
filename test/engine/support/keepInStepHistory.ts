import type { IDataObject } from 'n8n-workflow';
import { hear, look, mailchimp, mails, refersion, theHub } from './keepInStep';
import type { Look, Set as Settings } from './keepInStep';
import {
	isContactWrite,
	mailsOf,
	problemsOfActive,
	problemsOfInactive,
	problemsOfMails,
	statusesAsked,
	watch,
} from './keepInStepChecks';
import {
	affiliateOf,
	confirmAll,
	DEEDS,
	hasMovedUnseen,
	join,
	type Creator,
	type News,
} from './keepInStepDeeds';
import type { Clock, Interference } from './keepInStepInterference';
import { RUNS, SCHEDULE } from './keepInStepRuns';

/** One thing that happens. */
export interface Step {
	/** A deed, or a way in which the workflow runs. */
	what: string;
	/** Indexes of affiliates; any numbers. */
	who: number;
	whom: number;
	/** Whether the webhook arrives at once, with the step "late news", or never. */
	told: 'at once' | 'late' | 'never';
	/** After how many writes the runs of the step break off; null for not. */
	breakOff: number | null;
}

export interface Story {
	doubleOptIn: boolean;
	/** Whether the audience has so many other contacts that tags are read, and not all of it. */
	isLarge: boolean;
	/** Whether the brake is on until the end. */
	hasBrake: boolean;
	/** Whether it begins with two creators with whom all is right, and not with two who are new. */
	isInStep: boolean;
	steps: Step[];
}

const TEN_MINUTES = 600_000;
const MOST_LOOKS = 8;

/** What becomes of a programme and its audience. */
export class History {
	/** What happened, in words. */
	readonly lines: string[] = [];
	readonly problems: string[] = [];
	readonly creators: Creator[] = [];
	/** News whose webhooks are under way. */
	readonly late: News[] = [];
	/** Codes of those who took over a contact that had its mail. */
	private readonly silent = new Set<string>();

	constructor(
		readonly story: Story,
		private readonly interference: Interference,
		private readonly clock: Clock,
	) {
		for (const name of ['a', 'b']) join(this.creators, `${name}@x.com`, 'ACTIVE');
	}

	/** Lets all of it happen. */
	async live(): Promise<void> {
		if (this.story.isInStep) await this.look(false, false);
		for (const [index, step] of this.story.steps.entries()) await this.take(step, index);
		if (this.story.doubleOptIn) {
			await this.look(false, false);
			this.lines.push('look, and everybody confirms');
			confirmAll();
		}
		await this.settle();
	}

	private async take(step: Step, index: number): Promise<void> {
		const { what, told, breakOff } = step;
		const run = RUNS.get(what);
		if (run) {
			const end = breakOff === null ? '' : ` (breaks off after ${breakOff})`;
			this.lines.push(`${what}${end}`);
			return void (await run(this, step, index));
		}
		const news = this.happen(step, index);
		if (told === 'late') this.late.push(...news);
		if (told !== 'at once' || news.length === 0) return;
		await this.watched(async () => {
			const looks: Look[] = [];
			for (const each of news) looks.push(await this.hear(each));
			return looks;
		}, step);
	}

	/** Does a deed. @returns what webhooks would tell */
	happen({ what, who, whom, told, breakOff }: Step, index: number): News[] {
		const { creators } = this;
		const one = creators[who % creators.length];
		const other = creators[whom % creators.length];
		const { code, email } = affiliateOf(one);
		const { code: otherCode } = affiliateOf(other);
		const end = breakOff === null ? '' : `, breaks off after ${breakOff}`;
		this.lines.push(`${what}: ${code} ${email}, other ${otherCode} (told ${told}${end})`);
		const news = DEEDS.get(what)?.({ creators, one, other, index, variant: whom });
		if (!news) throw new Error(`Nobody knows how to ${what}.`);
		return news;
	}

	settings(readAllLinks: boolean, hasBrake = this.story.hasBrake): Settings {
		return {
			...(this.story.doubleOptIn && { newContactStatus: 'audience' }),
			options: { readAllLinks, ...(!hasBrake && { brakePeople: 0 }) },
		};
	}

	/** A look at everybody, ten minutes after the one before. */
	async look(readAllLinks: boolean, hasBrake?: boolean): Promise<Look> {
		this.clock.pass(TEN_MINUTES);
		return await look(this.settings(readAllLinks, hasBrake), SCHEDULE);
	}

	/** A webhook that arrives. */
	async hear({ creator, event }: News): Promise<Look> {
		// A limit of the live path, which looks at the address alone: an approval is welcomed once more there.
		if (event === 'affiliateApproved' && hasMovedUnseen(creator)) {
			this.lines.push('  (has moved unseen: one more mail is expected)');
			creator.mayGet += 1;
		}
		return await hear(creator.id, event, this.settings(false));
	}

	/** A run that must not change anybody. */
	async idle(work: () => Promise<Look>): Promise<void> {
		await this.watched(async () => [await work()], { breakOff: null });
		const writes = mailchimp().requests.filter(isContactWrite);
		if (writes.length > 0) this.problems.push(`${writes.length} writes that must not be`);
	}

	/**
	 * Runs, and looks at what they have done to contacts.
	 *
	 * @param meanwhile what happens in the middle of them
	 * @returns what they gave
	 */
	async watched(
		work: () => Promise<Look[]>,
		{ breakOff }: Pick<Step, 'breakOff'>,
		meanwhile?: Interference['meanwhile'],
	): Promise<Look[]> {
		const { interference } = this;
		mailchimp().clearRequests();
		let changes = watch();
		interference.writesLeft = breakOff ?? Infinity;
		interference.meanwhile = meanwhile && {
			...meanwhile,
			happen: () => {
				this.problems.push(...changes());
				meanwhile.happen();
				changes = watch();
			},
		};
		const looks = await work();
		Object.assign(interference, { writesLeft: Infinity, meanwhile: undefined });
		theHub().world.faults.clear();
		Object.assign(refersion().switches, { emptyAt: null, totalExcess: 0 });
		mailchimp().switches.listsLack = 0;
		this.problems.push(...changes(), ...statusesAsked(mailchimp().requests));
		for (const one of looks) this.note(one);
		return looks;
	}

	private note({ toDo, held, done, notDone, totals, run }: Look): void {
		for (const { key, reason } of toDo) if (reason === 'taken_over') this.silent.add(String(key));
		const short = (name: string, items: IDataObject[]) => {
			const all = items.map(({ key, verdict, reason }) => `${key} ${verdict} ${reason}`.trim());
			return all.length > 0 ? [`${name}: ${all.join(', ')}`] : [];
		};
		const parts = [
			...short('to do', toDo),
			...short('held', held),
			...short('done', done),
			...short('not done', notDone),
		];
		const isFailed = totals.compared !== true && done.length === 0;
		const failure = isFailed ? run.data.resultData.error?.message : undefined;
		this.lines.push(`  ${[...parts, ...(failure ? [failure] : [])].join('; ')}`);
	}

	/** Looks until nothing is to be done, and sees whether all is as promised. */
	private async settle(): Promise<void> {
		for (let looks = 1; looks <= MOST_LOOKS; looks++) {
			this.lines.push('look at the end');
			const all = async () => [await this.look(true, false)];
			const [{ totals, held, notDone }] = await this.watched(all, { breakOff: null });
			if (totals.compared !== true || totals.to_do !== 0) continue;
			const writes = mailchimp().requests.filter(isContactWrite);
			if (writes.length > 0) this.problems.push(`${writes.length} writes in the last look`);
			return this.judge([...held, ...notDone]);
		}
		this.problems.push('it goes on for ever');
	}

	private judge(held: IDataObject[]): void {
		const sent = mails();
		this.problems.push(...problemsOfMails(this.creators, sent));
		for (const creator of this.creators) {
			const { status, code } = affiliateOf(creator);
			const isHeld = held.some(({ key, reason }) => key === code && reason !== '');
			if (status === 'ACTIVE' && !isHeld) {
				const isWelcomed = this.silent.has(code) || mailsOf(creator, sent) > 0;
				this.problems.push(...problemsOfActive(creator, isWelcomed));
			}
			if (['DENIED', 'DISABLED'].includes(status)) {
				this.problems.push(...problemsOfInactive(this.creators, creator));
			}
		}
	}
}
