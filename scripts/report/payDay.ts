import { seededRandom } from '../../test/emulators/common';
import { errorOf, outputOf, runWorkflow } from '../../test/engine/support/engine';
import { template, type Hub } from '../../test/engine/support/hub';
import { htmlProblems, mailProblems } from '../../test/html';
import type { Made } from './pictures';
import { BRAND, creators } from './sample';

const CREATORS = 40;
const DAY_MS = 86_400_000;

/** A programme before pay day: most have a PayPal address and are owed something. */
function addProgramme({ world: { refersion, mailchimp }, audienceId }: Hub): void {
	const random = seededRandom(11);
	mailchimp.addMergeField(audienceId, { tag: 'AFFCODE', name: 'Code', type: 'text' });
	for (const { email, firstName, lastName } of creators(CREATORS)) {
		const { id, code } = refersion.addAffiliate({
			first_name: firstName ?? '',
			last_name: lastName ?? '',
			email,
			status: 'ACTIVE',
			paypal_email: random() < 0.85 ? `pay.${email}` : '',
		});
		const mergeFields = { AFFCODE: code };
		mailchimp.addMember(audienceId, { email, mergeFields, tags: ['new-affiliate'] });
		const sales = Math.floor(random() * 4);
		for (let sale = 0; sale < sales; sale++) {
			refersion.addConversion({
				affiliateId: id,
				created: new Date(Date.now() - Math.floor(110 * random() ** 2) * DAY_MS - 60_000),
				commission: Math.round(random() * 6_000) / 100,
				status: 'APPROVED',
			});
		}
	}
}

/** Runs the template on it. */
export async function makePayDay(hub: Hub): Promise<Made> {
	addProgramme(hub);
	const file = template('pay-day', hub.audienceId);
	const settings = file.nodes.find(({ name }) => name === 'Settings');
	if (settings) settings.parameters = { ...settings.parameters, brand: BRAND };
	const run = await runWorkflow(hub.engine, file, {
		start: 'By hand',
		credentials: hub.credentials,
	});
	if (errorOf(run)) throw new Error(errorOf(run)?.message);
	const [item] = outputOf(run, 'Report');
	const made = { mail: String(item?.json.html), page: String(item?.json.page) };
	const problems = [...mailProblems(made.mail), ...htmlProblems(made.page)];
	if (problems.length > 0) throw new Error(problems.join('\n'));
	return made;
}
