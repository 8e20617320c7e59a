import type { INodeProperties } from 'n8n-workflow';

/**
 * A notice among the parameters, with one line a step. Of HTML n8n's editor shows links and bullet lists and nothing else:
 * its Notice gives sanitize-html `a`, `ul` and `li` to allow (2.41.1; 1.123.81 allows more), so that a line break is lost
 * and bold is plain.
 *
 * @param name of the parameter
 * @param text what stands above the steps; as HTML, as are the steps
 */
export function noticeWithSteps(name: string, text: string, steps: string[]): INodeProperties {
	const list = steps.map((step) => `<li>${step}</li>`).join('');
	return { displayName: `${text}<ul>${list}</ul>`, name, type: 'notice', default: '' };
}
