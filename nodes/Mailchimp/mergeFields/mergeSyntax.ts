const WEB_LINK = /^https?:\/\/\S+$/i;

/**
 * Takes the effect out of Mailchimp's merge tag syntax in a value. Names and the like are written by
 * strangers, and it is not documented whether Mailchimp evaluates a merge tag that is part of a value,
 * such as a first name "*|UNSUB|*". So `*|` and `|*` are taken apart: by a blank in texts; in links, where
 * a blank would break them, by the escape for "|", which leads to the same page (RFC 3986, 2.1).
 *
 * @param text the value of a merge field
 */
export function withoutMergeSyntax(text: string): string {
	if (WEB_LINK.test(text)) return text.replace(/(?<=\*)\||\|(?=\*)/g, '%7C');
	return text.replace(/(?<=\*)(?=\|)|(?<=\|)(?=\*)/g, ' ');
}
