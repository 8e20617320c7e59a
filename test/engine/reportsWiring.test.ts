import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IDataObject } from 'n8n-workflow';
import { errorOf, outputOf, ROOT, runWorkflow, type WorkflowFile } from './support/engine';
import { resetHub, startHub, template, type Hub } from './support/hub';
import { addLinkFields, addProgramme } from './support/programReport';
import { putBetween, rename, wiresOf } from './support/rewire';

let hub: Hub;
beforeAll(async () => {
	hub = await startHub();
});
beforeEach(() => {
	resetHub(hub);
	addLinkFields(hub);
	for (const tag of ['AFFCODE', 'UNPAID']) {
		hub.world.mailchimp.addMergeField(hub.audienceId, { tag, name: tag, type: 'text' });
	}
	addProgramme(hub, [
		{ email: 'ada@creator-mail.com', sale: 'APPROVED', opened: true },
		{ email: 'ben@creator-mail.com', contact: false },
	]);
});
afterAll(async () => await hub.close());

const NAMES = ['program-report', 'pay-day'] as const;
type Name = (typeof NAMES)[number];

const TEXTS: Record<Name, string> = {
	'program-report':
		'Approved: 2, Contact: 1, Opened: 1, Clicked: 1, Link live: 1, First sale: 1, Paid: 0. Stuck: 2.',
	'pay-day':
		'Active affiliates without a PayPal address: 2 (1 with commission to come). Approved and unpaid: 5.90 USD, older than 90 days: 5.90 USD. Reminded in this run: 1. With an address now: 0.',
};
const ROWS: Record<Name, number> = { 'program-report': 2, 'pay-day': 1 };

/** The template as a user has it; pay day with reminders. */
function fileOf(name: Name): WorkflowFile {
	const file = template(name, hub.audienceId);
	for (const { name: node, parameters } of file.nodes) {
		if (name === 'pay-day' && node === 'Settings') parameters.remind = true;
	}
	return file;
}

async function run(file: WorkflowFile) {
	return await runWorkflow(hub.engine, file, { start: 'By hand', credentials: hub.credentials });
}

/** The report of a run, wherever its node is called what. */
function reportOf(result: Awaited<ReturnType<typeof run>>, name: string): IDataObject {
	expect(errorOf(result)?.message).toBeUndefined();
	const [{ json, binary }] = outputOf(result, name);
	const csv = Buffer.from(binary?.rows.data ?? '', 'base64').toString();
	// A line for the heads, and an empty one at the end.
	return { text: json.text, rows: csv.split('\r\n').length - 2 };
}

const tagsOfAda = () => hub.world.mailchimp.tagsOf(hub.audienceId, 'ada@creator-mail.com');

describe.each(NAMES)('%s', (name) => {
	const file: WorkflowFile = JSON.parse(
		readFileSync(join(ROOT, 'workflows', `${name}.json`), 'utf8'),
	);
	const wires = wiresOf(name).filter(
		({ from, to }) =>
			!['Page is asked for', 'Every Monday', 'Before pay day'].includes(from) &&
			to !== 'Could not be changed',
	);

	it('is as small as a template may be, with no function in it', () => {
		const text = JSON.stringify(file);
		const nodes = file.nodes.filter(({ type }) => !type.endsWith('stickyNote'));
		expect(nodes.length).toBeLessThanOrEqual(12);
		expect(text).not.toMatch(/=>|function|\.map\(/);
		const expressions = [...text.matchAll(/"=\{\{(.*?)\}\}"/g)].map(([, code]) => code);
		expect(expressions.filter((code) => code.length > 120)).toEqual([]);
	});

	it('may have any node under another name', async () => {
		let renamed = fileOf(name);
		for (const { name: node, type } of file.nodes) {
			if (type.endsWith('stickyNote') || node === 'By hand') continue;
			renamed = rename(renamed, node, `My *${node.toLowerCase()}*`);
		}
		const report = reportOf(await run(renamed), 'My *report*');
		expect(report).toEqual({ text: TEXTS[name], rows: ROWS[name] });
	});

	it.each(wires)('a Slack node between $from and $to breaks nothing', async (wire) => {
		const result = await run(putBetween(fileOf(name), wire));
		expect(reportOf(result, 'Report')).toEqual({ text: TEXTS[name], rows: ROWS[name] });
		if (name === 'pay-day') expect(tagsOfAda()).toContain('paypal-missing');
	});
});

it('a Slack node before the one that fails the run leaves what could not be changed', async () => {
	// The contact is cleaned between reading and writing: Mailchimp refuses what is written.
	const failing = () =>
		hub.world.faults.failNext({ service: 'mailchimp', method: 'PATCH', fault: '400' });
	failing();
	const plain = errorOf(await run(fileOf('pay-day')))?.message;
	expect(plain).toEqual(expect.any(String));
	const wire = wiresOf('pay-day').find(({ to }) => to === 'Could not be changed');
	if (!wire) throw new Error('There is no such wire.');
	failing();
	expect(errorOf(await run(putBetween(fileOf('pay-day'), wire)))?.message).toBe(plain);
	expect(tagsOfAda()).toEqual(['new-affiliate']);
});
