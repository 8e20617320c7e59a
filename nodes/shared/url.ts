/**
 * Takes an address apart.
 *
 * Not with URL.canParse: in some versions of Node.js it comes to say no to every address with a letter such as
 * "ü", once it has been called often enough to be compiled (seen with Node.js 20.20.2).
 *
 * @returns undefined when it is no address
 */
export function parseUrl(text: string): URL | undefined {
	try {
		return new URL(text);
	} catch {
		return undefined;
	}
}
