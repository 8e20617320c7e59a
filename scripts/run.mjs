// The first file that runs on a fresh clone: only Node's own modules, and syntax that an old Node still parses, so that
// it can say that it is too old.
const REQUIRED = 20;
const major = Number(process.versions.node.split('.')[0]);

if (major < REQUIRED) {
	console.error(
		'This needs Node.js ' +
			REQUIRED +
			' or newer, and this is Node.js ' +
			process.versions.node +
			'.\nInstall a current version from https://nodejs.org (or "nvm install 22") and run the command again.',
	);
	process.exitCode = 1;
} else {
	import('./bootstrap/cli.mjs')
		.then((cli) => cli.main(process.argv.slice(2)))
		.then((code) => {
			process.exitCode = code;
		});
}
