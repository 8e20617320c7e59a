import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { installFolder } from '../../../scripts/n8n/cache';
import { ROOT } from '../../../scripts/n8n/hub';
import {
	chosenVersion,
	N8N_VERSIONS,
	oldestVersion,
	versionOf,
} from '../../../scripts/n8n/versions.cjs';

const numbers = N8N_VERSIONS.map(({ number }) => number);

describe('the versions of n8n', () => {
	it('are 2.41.1, which is taken if none is named, and 1.123.81, the oldest', () => {
		expect(numbers).toEqual(['2.41.1', '1.123.81']);
		expect(chosenVersion({}).number).toBe('2.41.1');
		expect(chosenVersion({ CREATOR_HUB_N8N: '' }).number).toBe('2.41.1');
		expect(chosenVersion({ CREATOR_HUB_N8N: '1.123.81' })).toBe(oldestVersion());
		expect(oldestVersion().number).toBe('1.123.81');
	});

	it('refuse another one, and name those there are', () => {
		for (const number of ['1.123', 'v2.41.1', 'latest', '']) {
			expect(() => versionOf(number)).toThrow('Those that can be named: 2.41.1, 1.123.81.');
		}
		expect(() => chosenVersion({ CREATOR_HUB_N8N: '3.0.0' })).toThrow('no n8n "3.0.0"');
	});

	it('are kept in folders of their own', () => {
		const env = { CREATOR_HUB_CACHE: '/cache' };
		const folders = N8N_VERSIONS.map((version) => installFolder(version, env));
		expect(
			folders.map((folder) => folder.replace(`-${process.platform}-${process.arch}`, '')),
		).toEqual([
			join('/cache', 'n8n-nodes-creator-hub', 'n8n-2.41.1-node-24.21.0'),
			join('/cache', 'n8n-nodes-creator-hub', 'n8n-1.123.81-node-24.21.0'),
		]);
	});

	it('are those that the docs say were tried', () => {
		for (const file of ['README.md', 'docs/n8n-versions.md']) {
			const text = readFileSync(join(ROOT, file), 'utf8');
			for (const number of numbers) expect(text).toContain(number);
		}
	});
});
