import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ROOT } from './support/files';

const SCRIPT = join(ROOT, 'scripts', 'packages', 'checkTag.mjs');

let folder: string;

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'creator-hub-tag-'));
});

afterEach(() => {
	rmSync(folder, { recursive: true });
});

interface Tree {
	version?: string;
	refersion?: string;
	heading?: string;
}

/** Runs the check as the workflow does, in a project with these versions. */
function check(tag: string, { version = '1.2.3', refersion = version, heading }: Tree = {}) {
	const files = {
		'package.json': JSON.stringify({ version }),
		'package-lock.json': JSON.stringify({ version }),
		'packages/refersion/package.json': JSON.stringify({ version: refersion }),
		'CHANGELOG.md': `# Changelog\n\n${heading ?? '## 1.2.3 — 2026-12-01'}\n\n- New\n`,
	};
	for (const [file, text] of Object.entries(files)) {
		mkdirSync(dirname(join(folder, file)), { recursive: true });
		writeFileSync(join(folder, file), text);
	}
	const { status, stderr } = spawnSync(process.execPath, [SCRIPT, tag], {
		cwd: folder,
		encoding: 'utf8',
	});
	return { status, said: stderr.trim() };
}

it('takes a tag that is the version, with a dated section in the changelog', () => {
	expect(check('v1.2.3')).toEqual({ status: 0, said: '' });
});

it.each<[string, string, Tree, string]>([
	['another version', 'v1.2.4', { heading: '## 1.2.4 — 2026-12-01' }, 'package.json says 1.2.3.'],
	[
		'a Refersion package that was left behind',
		'v1.2.3',
		{ refersion: '1.2.2' },
		'packages/refersion/package.json says 1.2.2.',
	],
	['a section without a date', 'v1.2.3', { heading: '## 1.2.3 — unreleased' }, 'no date for 1.2.3'],
	['no section', 'v1.2.3', { heading: '## 1.2.30 — 2026-12-01' }, 'no section for 1.2.3'],
	['a tag without v', '1.2.3', {}, 'not of the form'],
	['a tag with more behind it', 'v1.2.3-rc.1', {}, 'not of the form'],
	['no tag', '', {}, 'not of the form'],
])('refuses %s', (_name, tag, tree, objection) => {
	const { status, said } = check(tag, tree);
	expect(status).toBe(1);
	expect(said).toContain(objection);
});
