import type { World } from '../../test/emulators';
import { bareMails } from '../emails/sample';

export const AUDIENCE = { id: 'c4ea70125e', name: 'Creators' };
/** Names the template relies on. */
export const TAG = 'new-affiliate';
export const LINK_FIELD = 'AFFLINK';
export const CODE_FIELD = 'AFFCODE';
export const COMPANY = 'Sunny Threads';
/** of the welcome mail */
export const SUBJECT = 'You are in: your personal link';

/** The Mailchimp side as a person prepares it once: audience, merge field for the link, journey on the tag. */
export function prepareAudience(world: World): void {
	const [{ html, text }] = bareMails('en');
	world.mailchimp.addAudience({ ...AUDIENCE, company: COMPANY });
	world.mailchimp.addMergeField(AUDIENCE.id, {
		tag: LINK_FIELD,
		name: 'Affiliate link',
		type: 'url',
	});
	world.mailchimp.journeys.add({
		audienceId: AUDIENCE.id,
		tag: TAG,
		subject: SUBJECT,
		html,
		text,
	});
}

const APPLICANTS = [
	['Ana', 'Sousa', 'ana.sousa@creators.example'],
	['Ben', 'Okafor', 'Ben.Okafor+collabs@creators.example'],
	['Zoë', 'Müller', 'zoe.mueller@creators.example'],
	['Priya', 'Raman', 'priya@raman-styling.example'],
	['Tomás', 'Herrera', 'tomas.herrera@creators.example'],
] as const;

/** People who have applied and wait for an answer. @returns id of the first */
export function addApplicants(world: World): number {
	const [first] = APPLICANTS.map(([first_name, last_name, email]) =>
		world.refersion.addAffiliate({ first_name, last_name, email, status: 'PENDING' }),
	);
	if (!first) throw new Error('There is no applicant.');
	return first.id;
}
