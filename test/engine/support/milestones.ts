import type { IDataObject, INodeParameters, IRun } from 'n8n-workflow';
import { outputOf, runWorkflow } from './engine';
import { template } from './hub';
import { addAffiliate, ladder, OFFERS, refersion, theHub } from './promote';

const DAY = 24 * 3_600_000;

export const mailchimp = () => theHub().world.mailchimp;

const addressOf = (name: string) => `${name}@creator-mail.com`;
export const tagsOf = (name: string) =>
	mailchimp().tagsOf(theHub().audienceId, addressOf(name)).sort();
export const fieldsOf = (name: string): unknown =>
	mailchimp().member(theHub().audienceId, addressOf(name))?.merge_fields;

/** The merge field by which contacts are recognised. */
export function addKeyField(): void {
	mailchimp().addMergeField(theHub().audienceId, { tag: 'AFFCODE', name: 'Code', type: 'text' });
}

/** An affiliate with the contact that Keep creators in step made. */
export function creator(name: string, offer = OFFERS.standard) {
	const affiliate = addAffiliate(name, 0, offer);
	const AFFLINK = String(refersion().linkOf(affiliate.id));
	mailchimp().addMember(theHub().audienceId, {
		email: affiliate.email,
		mergeFields: { AFFLINK, AFFCODE: affiliate.code },
		tags: ['new-affiliate'],
	});
	return affiliate;
}

/** Runs tiers-and-milestones by hand, with settings of its own. */
export async function runMilestones(
	settings: INodeParameters = {},
	onStart?: (cancel: () => void) => void,
): Promise<{ made: IRun; summary: IDataObject }> {
	const file = template('tiers-and-milestones', theHub().audienceId);
	const node = file.nodes.find(({ name }) => name === 'Settings');
	if (!node) throw new Error('There is no node Settings.');
	Object.assign(node.parameters, { dryRun: false, tiers: { row: ladder() } }, settings);
	const { engine, credentials } = theHub();
	const made = await runWorkflow(engine, file, { start: 'By hand', credentials, onStart });
	const summary: IDataObject = outputOf(made, 'Summary')[0]?.json ?? {};
	return { made, summary };
}

/** A conversion of so many days before now. */
export const ago = (days: number) => ({ created: new Date(Date.now() - days * DAY) });
