import type { Colours } from '../settings/creatorPage';

/** The style sheet of the page, for phones first, in light and dark. The colours are checked where they are read. */
export function styleOf(colours: Colours): string {
	const light = names(
		colours.background,
		colours.card,
		colours.text,
		colours.quiet,
		colours.accent,
		colours.buttonText,
	);
	const dark = names(
		colours.darkBackground,
		colours.darkCard,
		colours.darkText,
		colours.darkQuiet,
		colours.darkAccent,
		colours.darkButtonText,
	);
	return `:root { color-scheme: light dark; ${light} --error: #a3161a; }
@media (prefers-color-scheme: dark) { :root { ${dark} --error: #ffb3ae; } }
${RULES}`;
}

function names(
	background: string,
	card: string,
	text: string,
	quiet: string,
	accent: string,
	button: string,
): string {
	return `--background: ${background}; --card: ${card}; --text: ${text}; --quiet: ${quiet}; --accent: ${accent}; --button: ${button};`;
}

/** The link stands in one line that scrolls: a code that is broken in two is copied wrongly. */
const RULES = `* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 600px; padding: 20px 12px 40px; background: var(--background); color: var(--text); font: 17px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, Helvetica, Arial, sans-serif; overflow-wrap: anywhere; }
header, footer { padding: 0 16px; color: var(--quiet); }
header { margin-bottom: 12px; font-weight: 700; }
footer { margin-top: 20px; font-size: 15px; }
footer p { margin: 0 0 8px; }
main { border-radius: 10px; padding: 24px 20px; background: var(--card); }
h1 { margin: 0 0 12px; font-size: 27px; line-height: 1.25; }
h2 { margin: 28px 0 8px; font-size: 20px; line-height: 1.3; }
p { margin: 0 0 14px; }
ol { margin: 0 0 14px; padding-left: 24px; }
li { margin-bottom: 6px; }
a { color: var(--accent); }
label { display: block; font-weight: 700; }
.hint { margin: 0 0 6px; color: var(--quiet); font-size: 15px; }
input { display: block; width: 100%; min-height: 48px; margin-bottom: 12px; border: 2px solid var(--quiet); border-radius: 6px; padding: 8px 12px; background: var(--background); color: var(--text); font: inherit; }
input[aria-invalid] { border-color: var(--error); }
.link { margin: 0 0 6px; border: 2px solid var(--quiet); border-radius: 6px; padding: 11px 12px; background: var(--background); font-family: ui-monospace, Menlo, Consolas, monospace; font-size: 16px; white-space: nowrap; overflow-x: auto; -webkit-user-select: all; user-select: all; }
button, .button { display: block; width: 100%; min-height: 48px; border: 2px solid var(--accent); border-radius: 6px; padding: 9px 16px; background: var(--accent); color: var(--button); font: inherit; font-weight: 700; text-align: center; text-decoration: none; cursor: pointer; }
.second { background: transparent; color: var(--accent); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 3px; }
.problem { margin-bottom: 20px; border: 3px solid var(--error); border-radius: 6px; padding: 14px 16px; }
.problem h2 { margin-top: 0; }
.problem p { margin: 0; }
.problem a, .error { color: var(--error); font-weight: 700; }
.error { margin: 0 0 6px; }`;
