import { chart, DARK, LIGHT } from '../../../scripts/bench/chart';
import { FLOWS } from '../../../scripts/bench/flows';
import { misfits } from '../docs/support/layout';
import { aRun, aSet, ourRun } from './support';

const draw = (...sets: Parameters<typeof chart>[0]) => chart(sets, LIGHT) ?? '';

/** Lengths of the bars, from top to bottom; the first rectangle is the background. */
const lengths = (svg: string): number[] =>
	[...svg.matchAll(/<rect [^>]*?width="([\d.]+)"/g)].slice(1).map(([, width]) => Number(width));

const texts = (svg: string): string[] =>
	[...svg.matchAll(/<text [^>]*>([^<]*)<\/text>/g)].map(([, text]) => text ?? '');

describe('the chart', () => {
	it('draws lengths that are ratios, from zero', () => {
		const [ours = 0, builtin = 0, ourRequests = 0, builtinRequests = 0] = lengths(
			draw(aSet([ourRun(), aRun()])),
		);
		expect(builtin / ours).toBeCloseTo(10, 1);
		expect(builtinRequests / ourRequests).toBeCloseTo(2000 / 1003, 1);
	});

	it('writes each number, and the ratio beside ours', () => {
		const shown = texts(draw(aSet([ourRun(), aRun()])));
		expect(shown).toEqual(
			expect.arrayContaining([
				'Time for 1,000 contacts',
				'20.0 s (10.0× as fast)',
				'200 s',
				'1,003 (1.003 each)',
				'2,000 (2 each)',
			]),
		);
	});

	it('says from which to which ratio when there are several built-in flows', () => {
		const other = aRun({ flow: 'builtin-create-update-tag', seconds: 150 });
		expect(texts(draw(aSet([ourRun(), aRun(), other])))).toContain(
			'20.0 s (7.5× to 10.0× as fast)',
		);
	});

	it('says of a flow that left contacts wrong that it did, and does not compare with it', () => {
		const contacts = { right: 800, wrong: 200, causes: [], unexpected: 0 };
		const shown = texts(draw(aSet([ourRun(), aRun({ contacts })])));
		expect(shown).toContain('200 s, 200 contacts wrong');
		expect(shown).toContain('20.0 s');
	});

	it('shows no set that compares nothing, and nothing at all without a comparison', () => {
		expect(chart([aSet([ourRun()])], LIGHT)).toBeUndefined();
		const large = aSet([ourRun()], { contacts: 10_000 });
		expect(draw(aSet([ourRun(), aRun()]), large)).not.toContain('10,000');
	});

	it('leaves out runs that stopped', () => {
		const stopped = aRun({ continueOnError: false, error: 'Bad request', seconds: 1 });
		expect(draw(aSet([ourRun(), aRun(), stopped]))).toBe(draw(aSet([ourRun(), aRun()])));
	});

	it('shows contacts wrong with faults; nothing wrong is no bar', () => {
		const contacts = { right: 885, wrong: 115, causes: [], unexpected: 0 };
		const svg = draw(aSet([ourRun(), aRun({ contacts })], { faults: { '429': 0.05 } }));
		expect(texts(svg)).toContain('Contacts wrong of 1,000, with faults');
		expect(lengths(svg)[0]).toBe(0);
		expect(lengths(svg)[1]).toBeGreaterThan(200);
	});

	it('can be read out, fits 720 pixels, and names nothing from elsewhere', () => {
		const svg = draw(aSet([ourRun(), aRun()]));
		expect(svg).toMatch(/^<svg [^>]*width="720"[^>]*role="img" aria-labelledby="title desc"/);
		expect(svg).toContain('<title id="title">');
		expect(/<desc id="desc">([^<]*)</.exec(svg)?.[1]).toContain('20.0 s (10.0× as fast)');
		expect(svg.replace('http://www.w3.org/2000/svg', '')).not.toMatch(/https?:|url\(|<script/);
		for (const [, x, length] of svg.matchAll(/<rect x="(\d+)"[^>]*?width="([\d.]+)"/g)) {
			expect(Number(x) + Number(length)).toBeLessThanOrEqual(720);
		}
	});

	it('has room for its texts in the widest common font', () => {
		const contacts = { right: 800, wrong: 200, causes: [], unexpected: 0 };
		const flows = FLOWS.map((flow) => aRun({ flow, contacts }));
		expect(misfits(draw(aSet([ourRun(), ...flows])))).toEqual([]);
	});

	it('has a dark variant with the same contents', () => {
		const sets = [aSet([ourRun(), aRun()])];
		const dark = chart(sets, DARK) ?? '';
		expect(texts(dark)).toEqual(texts(draw(...sets)));
		expect(dark).toContain(DARK.background);
		expect(dark).not.toContain(LIGHT.background);
	});
});
