import { theHub } from './keepInStep';

/** What comes between the runs of a step and the services. */
export interface Interference {
	/** How many more writes to Mailchimp get through: after them n8n is as good as killed. */
	writesLeft: number;
	/** Called once, at the first request that `isMoment` names. */
	meanwhile?: { isMoment: (request: Request) => boolean; happen: () => void };
}

const isToMailchimp = ({ url }: Request) => new URL(url).hostname.endsWith('.api.mailchimp.com');

export const isWrite = (request: Request) => request.method !== 'GET' && isToMailchimp(request);

export const isReadOfOne = ({ url }: Request) => new URL(url).pathname.endsWith('/affiliate/get');

/** Lets things happen in the middle of runs. */
export function interfere(): Interference {
	const { world } = theHub();
	const interference: Interference = { writesLeft: Infinity };
	const answer = world.fetch.bind(world);
	jest.spyOn(world, 'fetch').mockImplementation(async (request) => {
		const { meanwhile } = interference;
		if (meanwhile?.isMoment(request)) {
			interference.meanwhile = undefined;
			meanwhile.happen();
		}
		if (isWrite(request)) {
			interference.writesLeft -= 1;
			if (interference.writesLeft < 0) {
				const { method, url } = request;
				const path = new URL(url).pathname;
				world.faults.failNext({ service: 'mailchimp', method, path, fault: '400' });
			}
		}
		return await answer(request);
	});
	return interference;
}

/** The time that programs see. */
export interface Clock {
	/** Begins anew, so that a history can be repeated. */
	begin(): void;
	/** Lets time pass at once, in milliseconds. */
	pass(ms: number): void;
}

/** Lets a test make time pass. Which links a look checks goes by the time. */
export function makeClock(): Clock {
	const now = Date.now.bind(Date);
	let ahead = 0;
	jest.spyOn(Date, 'now').mockImplementation(() => now() + ahead);
	return {
		begin: () => void (ahead = Date.UTC(2030, 0, 1) - now()),
		pass: (ms) => void (ahead += ms),
	};
}
