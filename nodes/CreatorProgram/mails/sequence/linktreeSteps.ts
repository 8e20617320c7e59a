import { confirmButton, greeting, type About } from '../about';
import * as mail from '../content';

/** How the link gets onto a Linktree. */
export function linktreeSteps({ words, settings }: About): mail.Content {
	const { linktreeSteps: own } = words;
	const { linkMergeField: link, confirmPageUrl, welcomeTag } = settings;
	const tellUs =
		confirmPageUrl === ''
			? [mail.paragraph(own.reply)]
			: [mail.paragraph(own.confirm), confirmButton()];
	return {
		name: '2 Linktree steps',
		subject: own.subject,
		preview: mail.eitherWords(link, own.preview, words.previewWithoutLink),
		tag: welcomeTag,
		day: 1,
		waitDays: 1,
		onlyIfTag: '',
		unlessTag: '',
		plan: 'essentials',
		blocks: [
			mail.heading(mail.eitherWords(link, own.heading, words.headingWithoutLink)),
			mail.paragraph(greeting(words)),
			mail.either(
				link,
				[
					mail.paragraph(own.ask),
					mail.quietLink(),
					mail.subheading(own.stepsHeading),
					{ kind: 'steps', steps: own.steps },
					mail.paragraph(own.disclosure),
					mail.copy('[[disclosureText]]'),
					mail.paragraph(own.elsewhere),
					...tellUs,
				],
				[mail.paragraph(own.withoutLink)],
			),
		],
	};
}
