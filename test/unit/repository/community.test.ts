import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { GITHUB, read, yaml } from './support/files';

const isRecord = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

function record(value: unknown): Record<string, unknown> {
	if (!isRecord(value)) throw new Error(`No mapping: ${JSON.stringify(value)}`);
	return value;
}

function list(value: unknown): Array<Record<string, unknown>> {
	if (!Array.isArray(value)) throw new Error(`No list: ${JSON.stringify(value)}`);
	return value.map(record);
}

/** Fails for a key that GitHub does not know, and for one that it asks for and does not get. */
function expectKeys(
	value: Record<string, unknown>,
	needed: string[],
	allowed: string[] = [],
): void {
	const keys = Object.keys(value);
	expect(keys).toEqual(expect.arrayContaining(needed));
	expect(keys.filter((key) => ![...needed, ...allowed].includes(key))).toEqual([]);
}

/** Attributes by type of element: GitHub Docs, "Syntax for GitHub's form schema". */
const ATTRIBUTES: Record<string, [needed: string[], allowed: string[]]> = {
	markdown: [['value'], []],
	textarea: [['label'], ['description', 'placeholder', 'value', 'render']],
	input: [['label'], ['description', 'placeholder', 'value']],
	dropdown: [
		['label', 'options'],
		['description', 'multiple', 'default'],
	],
	checkboxes: [['label', 'options'], ['description']],
};

const forms = readdirSync(join(GITHUB, 'ISSUE_TEMPLATE')).filter((file) => file !== 'config.yml');

describe.each(forms)('the form %s', (file) => {
	const form = record(yaml('.github', 'ISSUE_TEMPLATE', file));
	const body = list(form.body);

	// GitHub Docs, "Syntax for issue forms": top-level syntax.
	it('has what GitHub asks for', () => {
		expectKeys(
			form,
			['name', 'description', 'body'],
			['labels', 'title', 'assignees', 'projects', 'type'],
		);
		expect(body.filter(({ type }) => type !== 'markdown').length).toBeGreaterThan(0);
	});

	it('has elements that GitHub knows, each with a name and a label of its own', () => {
		for (const element of body) {
			const type = String(element.type);
			const [needed, allowed] = ATTRIBUTES[type] ?? [[`a type that is none: ${type}`], []];
			expectKeys(record(element.attributes), needed, allowed);
			expectKeys(
				element,
				type === 'markdown' ? ['type', 'attributes'] : ['type', 'attributes', 'id'],
				['validations'],
			);
			if (element.validations) expectKeys(record(element.validations), ['required']);
		}
		const asked = body.filter(({ type }) => type !== 'markdown');
		for (const values of [
			asked.map(({ id }) => id),
			asked.map(({ attributes }) => record(attributes).label),
		]) {
			expect(new Set(values).size).toBe(asked.length);
		}
	});
});

it('an issue begins with a form, and a weakness goes to the maintainers alone', () => {
	const config = record(yaml('.github', 'ISSUE_TEMPLATE', 'config.yml'));
	expectKeys(config, ['blank_issues_enabled', 'contact_links']);
	expect(config.blank_issues_enabled).toBe(false);
	for (const link of list(config.contact_links)) expectKeys(link, ['name', 'url', 'about']);
	expect(JSON.stringify(config.contact_links)).toContain('/security/advisories/new');
});

describe('Dependabot', () => {
	const config = record(yaml('.github', 'dependabot.yml'));
	const updates = list(config.updates);

	it('looks after the packages and the actions', () => {
		expectKeys(config, ['version', 'updates']);
		expect(config.version).toBe(2);
		expect(updates.map((update) => update['package-ecosystem'])).toEqual(['npm', 'github-actions']);
	});

	// GitHub Docs, "Dependabot options reference".
	it('is told nothing that it does not know', () => {
		for (const update of updates) {
			expectKeys(
				update,
				['package-ecosystem', 'directory', 'schedule', 'cooldown', 'groups'],
				['versioning-strategy', 'open-pull-requests-limit', 'ignore'],
			);
			expectKeys(record(update.schedule), ['interval'], ['day']);
			for (const group of Object.values(record(update.groups))) {
				expectKeys(record(group), ['patterns'], ['exclude-patterns', 'update-types']);
			}
		}
	});

	it('keeps what belongs together in one request', () => {
		const { n8n, tools } = record(updates[0]?.groups);
		expect(record(tools)['exclude-patterns']).toEqual(record(n8n).patterns);
	});
});

it.each(['CONTRIBUTING.md', 'CODE_OF_CONDUCT.md', 'pull_request_template.md'])(
	'%s leads nowhere that is not there',
	(file) => {
		const links = [...read('.github', file).matchAll(/\]\(([^)#]+)/g)].map(
			([, target = '']) => target,
		);
		const missing = links.filter(
			(target) => !target.startsWith('https://') && !existsSync(join(GITHUB, target)),
		);
		expect(missing).toEqual([]);
	},
);

it('every command that CONTRIBUTING.md names is there', () => {
	const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
	const named = [...read('.github', 'CONTRIBUTING.md').matchAll(/npm run ([\w:]+)/g)];
	expect(named.length).toBeGreaterThan(0);
	for (const [, name = ''] of named) expect(Object.keys(scripts)).toContain(name);
});
