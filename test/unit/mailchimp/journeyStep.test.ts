import fc from 'fast-check';
import { stepOfUrl } from '../../../nodes/Mailchimp/actions/journey/triggerStep';

const isNumber = (text: string) => /^\d+$/.test(text);

const STEP = { journeyId: '2815', stepId: '19233' };

describe('the address of a journey step', () => {
	it.each([
		'https://us21.api.mailchimp.com/3.0/customer-journeys/journeys/2815/steps/19233/actions/trigger',
		'us21.api.mailchimp.com/3.0/customer-journeys/journeys/2815/steps/19233/actions/trigger/',
		'/customer-journeys/journeys/2815/steps/19233',
		'  https://evil.example/journeys/2815/steps/19233/actions/trigger?a=b#c ',
	])('%s has both numbers', (text) => expect(stepOfUrl(text)).toEqual(STEP));

	it.each([
		'',
		'2815/19233',
		'https://us21.api.mailchimp.com/3.0/customer-journeys/journeys/2815',
		'https://us21.api.mailchimp.com/3.0/customer-journeys/journeys//steps/19233/actions/trigger',
		'https://us21.api.mailchimp.com/3.0/customer-journeys/journeys/a/steps/b/actions/trigger',
		'/journeys/2815/steps/19233/../../lists',
		'/journeys/2815/steps/19233/actions/trigger/../delete',
	])('%j is none', (text) => expect(stepOfUrl(text)).toBeUndefined());

	it('never gives anything but numbers', () => {
		fc.assert(
			fc.property(fc.string(), fc.string(), (a, b) => {
				const step = stepOfUrl(`/journeys/${a}/steps/${b}/actions/trigger`);
				return !step || (isNumber(step.journeyId) && isNumber(step.stepId));
			}),
		);
	});

	it('is read in no time, however long it is', () => {
		const text = `${'/journeys/1/steps/1'.repeat(20_000)}x`;
		const start = performance.now();
		expect(stepOfUrl(text)).toBeUndefined();
		expect(performance.now() - start).toBeLessThan(500);
	});
});
