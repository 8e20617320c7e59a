import type { RefersionState } from './state';

const PATH = /^\/api\/reporting\/download\/37\/(\d+)\/154a$/;

/**
 * `https://www.refersion.com/api/reporting/download/…`, where /reporting/link leads: the link is all
 * that is needed, no keys. What the file looks like is not documented; CSV here.
 */
export function downloadReport(request: Request, state: RefersionState): Response {
	const id = PATH.exec(new URL(request.url).pathname)?.[1];
	const report = state.reports.get(Number(id));
	if (
		request.method !== 'GET' ||
		report === undefined ||
		report.expiresAt < state.now().getTime()
	) {
		return new Response('Not found', { status: 404, headers: { 'content-type': 'text/html' } });
	}
	return new Response(report.content ?? 'conversion_id,commission\n11900254,5.90\n', {
		headers: {
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': `attachment; filename="report-${report.id}.csv"`,
		},
	});
}
