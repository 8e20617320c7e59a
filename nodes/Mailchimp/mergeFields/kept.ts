/** What a text field holds; the rest is cut without a word (Mailchimp's documentation, merge fields). */
export const TEXT_BYTES = 255;

/** The most that the last character before the cut takes, which may be left out or broken; or the blank there. */
const LAST_BYTES = 4;

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Whether a text is the beginning of another one that is too long for a text field. */
export function isBeginning(part: unknown, whole: unknown): boolean {
	if (typeof part !== 'string' || typeof whole !== 'string' || part === '') return false;
	return bytesOf(whole) > TEXT_BYTES && whole.startsWith(part);
}

/** Whether a text is what a text field keeps of another one: as much of it as goes in. */
export function isCutOff(part: string, whole: string): boolean {
	const left = part.replace(/\uFFFD+$/, '');
	const length = bytesOf(left);
	return isBeginning(left, whole) && length >= TEXT_BYTES - LAST_BYTES && length <= TEXT_BYTES;
}

/** Whether two texts are the same but for blanks, the form of accents, and HTML's way of writing characters. */
export function isSamePlainly(one: string, other: string): boolean {
	return plainly(one) === plainly(other);
}

function plainly(text: string): string {
	return text
		.replace(/&(amp|lt|gt|quot|apos|#0*39|#x0*27);/gi, (_entity, name: string) => {
			return ENTITIES[name.toLowerCase()] ?? "'";
		})
		.normalize('NFC')
		.replace(/\s+/g, ' ')
		.trim();
}

const bytesOf = (text: string): number => new TextEncoder().encode(text).length;
