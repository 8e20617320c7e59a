import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createWorld, serveWorld, type World } from '../../test/emulators';
import { ROOT, startHub, type Hub } from '../n8n/hub';
import { installN8n } from '../n8n/install';
import { pack } from '../n8n/package';
import { nextFreePort, requirePort } from '../n8n/ports';
import { Problem } from '../shared/problems.cjs';
import { openBrowser } from './browser';
import { addConfirmMail, addConfirmPage } from './confirm';
import { createLifetime, type Lifetime } from './lifetime';
import { DEFAULT_N8N_PORT, DEFAULT_PORT, readOptions, USAGE, type DemoOptions } from './options';
import { prove } from './proof';
import { createSandbox } from './sandbox';
import { addApplicants, AUDIENCE, COMPANY, prepareAudience } from './seed';
import { servePage } from './server';

const say = (line = ''): void => console.log(line);
const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

async function choosePorts(options: DemoOptions): Promise<{ page: number; n8n: number }> {
	if (options.port !== undefined) await requirePort(options.port, 'the sandbox page');
	if (options.n8nPort !== undefined) await requirePort(options.n8nPort, 'n8n');
	const page = options.port ?? (await nextFreePort(DEFAULT_PORT, [options.n8nPort ?? 0]));
	return { page, n8n: options.n8nPort ?? (await nextFreePort(DEFAULT_N8N_PORT, [page])) };
}

/** Packs the package as for publishing. @returns path of the tarball */
async function packPackage(lifetime: Lifetime): Promise<string> {
	const folder = await mkdtemp(join(tmpdir(), 'creator-hub-pack-'));
	lifetime.onEnd(async () => await rm(folder, { recursive: true, force: true }));
	return (await pack(ROOT, folder)).tarball;
}

async function startEverything(
	options: DemoOptions,
	lifetime: Lifetime,
): Promise<{ world: World; hub: Hub; applicant: number; pageUrl: string; editorUrl: string }> {
	const ports = await choosePorts(options);
	const installation = await installN8n(say);
	const tarball = await packPackage(lifetime);

	const world = createWorld();
	const served = await serveWorld(world);
	lifetime.onEnd(async () => await served.close());
	prepareAudience(world);
	const applicant = addApplicants(world);

	say('Starting n8n with the package, and importing its workflows…');
	const hub = await startHub({
		installation,
		tarball,
		env: served.env,
		refersion: { ...world.refersion.credentials },
		mailchimp: { apiKey: world.mailchimp.apiKey },
		audience: AUDIENCE,
		template: 'keep-creators-in-step',
		port: ports.n8n,
		onInstance: (instance) => lifetime.onEnd(async () => await instance.close()),
	});
	say(`n8n is ready after ${seconds(hub.startedIn)}.`);
	world.refersion.dashboard.createWebhook({ url: hub.webhookUrl, topics: 'all' });
	// Here somebody tries one answer after the other, on pages that are nobody's.
	const patience = { secondsBetweenChecks: 2, checksADay: 1000 };
	const confirmPage = await addConfirmPage(hub, { brandName: COMPANY, options: patience });
	addConfirmMail(world, confirmPage);
	say('Imported and published, with credentials, audience and the name of the shop filled in:');
	say('  Keep creators in step, with its Refersion Trigger enabled: hears of approvals at once');
	say('  Confirm Linktree link: the page behind the button of the second mail');
	say('So that you can look and try: every execution is kept, and checks need no waiting.');

	const editorUrl = `${hub.instance.url}/workflow/${hub.workflowId}`;
	const { email, password } = hub.api.owner;
	const page = await servePage(
		ports.page,
		createSandbox(world, {
			editor: { url: editorUrl, email, password },
			confirmPageUrl: confirmPage.url,
		}),
	);
	lifetime.onEnd(async () => await page.close());
	return { world, hub, applicant, pageUrl: page.url, editorUrl };
}

function sayWhere(pageUrl: string, editorUrl: string, { api }: Hub): void {
	say();
	say(`  Sandbox page   ${pageUrl}`);
	say(`  n8n editor     ${editorUrl}`);
	say(`    e-mail       ${api.owner.email}`);
	say(`    password     ${api.owner.password}`);
	say();
}

async function demo(options: DemoOptions, lifetime: Lifetime, onProved: () => void): Promise<void> {
	const { world, hub, applicant, pageUrl, editorUrl } = await startEverything(options, lifetime);
	sayWhere(pageUrl, editorUrl, hub);
	try {
		say('One affiliate is approved, to show that it works:');
		const started = Date.now();
		await prove(world, hub, applicant, (step) => say(`  ✓ ${step}`));
		say(`From the approval to the mail: ${seconds(Date.now() - started)}.`);
	} catch (error) {
		const message = error instanceof Error ? error.message : String(error);
		throw new Problem(`  ✗ ${message}\n\nThe last lines of n8n:\n${hub.instance.tail(25)}`);
	}
	onProved();
	if (options.once) return;
	if (options.browser) openBrowser(pageUrl);
	say(`\nApprove more of them on ${pageUrl}.`);
	say(
		'To look at everybody by hand: in the editor, choose “By hand” at Execute workflow, then open',
	);
	say(
		'Summary. It only says what would be done, unless you set Dry Run in Settings to Never. By itself',
	);
	say('the workflow looks every 10 minutes.');
	say('Press Ctrl-C to stop everything.');
	await lifetime.interrupted;
	say('\nStopping…');
}

async function main(args: string[]): Promise<number> {
	const options = readOptions(args);
	if (options.help) {
		say(USAGE);
		return 0;
	}
	const lifetime = createLifetime();
	let proved = false;
	const running = demo(options, lifetime, () => {
		proved = true;
	});
	try {
		await Promise.race([running, lifetime.interrupted]);
		// Ctrl-C is the normal end of a demo that has shown what it is to show.
		return proved ? 0 : 130;
	} finally {
		// What is cut off by Ctrl-C fails in its own way afterwards, which nobody needs to read.
		running.catch(() => undefined);
		await lifetime.end();
	}
}

main(process.argv.slice(2))
	.catch((error: unknown) => {
		console.error(error instanceof Problem ? `\n${error.message}` : error);
		return 1;
	})
	.then((code) => process.exit(code));
