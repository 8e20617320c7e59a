import type { IDataObject } from 'n8n-workflow';
import { runProgram } from './support/creatorProgram';
import { errorOf, loadEngine, outputOf, type Engine } from './support/engine';

let engine: Engine;
beforeAll(async () => {
	engine = await loadEngine();
});

describe('Welcome Mail: Build, on the engine', () => {
	const build = async (mailSettings: string, items: IDataObject[] = [{}]) => {
		const parameters = { resource: 'welcomeMail', operation: 'build' };
		const all = { ...parameters, mailSettings };
		return (await runProgram(engine, { parameters: all, items })).run;
	};

	it('takes settings as an object or as JSON, each time for each item', async () => {
		const items = [{ mails: { brandName: 'A' } }, { mails: { brandName: 'B' } }];
		const output = outputOf(await build('={{ $json.mails }}', items), 'Node');
		expect(output).toHaveLength(14);
		expect(output[0].json.subject).toBe('Your A link');
		expect(output[7]).toMatchObject({ json: { subject: 'Your B link' }, pairedItem: { item: 1 } });
		const [{ json }] = outputOf(await build('{ "brandName": "C" }'), 'Node');
		expect(json.subject).toBe('Your C link');
	});

	it.each([
		['={{ $json.gone }}', 'Mail Settings is empty'],
		['{}', 'Mail Settings is empty'],
		['{ "brandName": ', 'Mail Settings is no valid JSON'],
		['={{ [1] }}', 'Mail Settings is no collection: a list'],
		['={{ ({ accentColour: "red" }) }}', 'Accent Colour is no colour: "red"'],
		['={{ ({ brandName: ["a"] }) }}', 'Brand Name is no text: a list'],
	])('%s is an error', async (settings, message) => {
		expect(errorOf(await build(settings))?.message).toContain(message);
	});
});
