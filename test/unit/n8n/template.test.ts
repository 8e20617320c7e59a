import { join } from 'node:path';
import { onboardingOf, readTemplate } from '../../../scripts/n8n/template';

const FILE = join(__dirname, '..', '..', '..', 'workflows', 'keep-creators-in-step.json');
const AUDIENCE = { id: 'a1', name: 'Creators' };
const CREDENTIALS = {
	refersionApi: { id: '1', name: 'Refersion' },
	mailchimpAudienceApi: { id: '2', name: 'Mailchimp' },
};

it('is imported by demo and tests as it is in the file, but for what the demo says', async () => {
	const file = await readTemplate(FILE);
	const imported = onboardingOf(file, { audience: AUDIENCE, credentials: CREDENTIALS });
	const audience = { __rl: true, mode: 'list', value: 'a1', cachedResultName: 'Creators' };
	const enabled: string[] = [];
	for (const [index, { parameters, disabled, credentials, ...node }] of imported.nodes.entries()) {
		const before = file.nodes[index];
		const changed = Object.keys(parameters).filter(
			(name) => JSON.stringify(parameters[name]) !== JSON.stringify(before?.parameters[name]),
		);
		// The audience, where one is asked for.
		expect(changed.every((name) => name === 'audience')).toBe(true);
		if (changed.length > 0) expect(parameters.audience).toEqual(audience);
		expect(Object.keys(parameters)).toEqual(Object.keys(before?.parameters ?? {}));
		if (before?.disabled === true && disabled === false) enabled.push(node.name);
		else expect(disabled).toBe(before?.disabled);
		for (const each of Object.values(credentials ?? {}))
			expect(Object.values(CREDENTIALS)).toContain(each);
	}
	expect(enabled).toEqual(['Refersion Trigger']);
	const { saveDataSuccessExecution: kept, ...settings } = imported.settings ?? {};
	expect(kept).toBe('all');
	expect({ ...file.settings, ...settings }).toEqual(file.settings);
	expect(imported.name).toBe(file.name);
	expect(imported.connections).toEqual(file.connections);
});
