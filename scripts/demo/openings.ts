import type { Delivery } from '../../test/emulators';

const NEWS: Record<string, string> = {
	ACTIVE: 'is approved',
	DENIED: 'is denied',
	DISABLED: 'is disabled',
	PENDING: 'is pending',
};

function read(body: string): { id: number | null; name: string; status: string } {
	const parsed: unknown = JSON.parse(body);
	const field = (name: string): unknown =>
		typeof parsed === 'object' && parsed !== null ? Reflect.get(parsed, name) : undefined;
	const id = field('id');
	return {
		id: typeof id === 'number' ? id : null,
		name: [field('first_name'), field('last_name')].filter(Boolean).join(' '),
		status: String(field('status') ?? ''),
	};
}

function answer({ status, error }: Delivery): string {
	if (status !== null) return `n8n answered ${status}.`;
	return error === null ? 'n8n has not answered yet.' : `It failed: ${error}.`;
}

/**
 * @param isRepeated whether the same news was delivered before
 * @returns how the chapter of a webhook begins
 */
export function webhookOpening(
	delivery: Delivery,
	isRepeated: boolean,
): { id: number | null; title: string; line: string } {
	const { id, name, status } = read(delivery.body);
	const news = delivery.topic === 'New Affiliate' ? 'applies' : (NEWS[status] ?? status);
	const title = isRepeated ? `The webhook about ${name} comes again` : `${name} ${news}`;
	const line = `Refersion called n8n: “${delivery.topic}”, signed. ${answer(delivery)}`;
	return { id, title, line };
}
