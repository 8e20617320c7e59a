const { dest, parallel, src } = require('gulp');

/** What tsc leaves out: the icons … */
function icons() {
	return src('icons/*.svg', { encoding: false }).pipe(dest('dist/icons'));
}

/** … the codex files, with which n8n finds nodes by category and other words … */
function codex() {
	return src('nodes/**/*.node.json').pipe(dest('dist/nodes'));
}

/** … and the schemas of what operations give, with which the editor shows fields before anything ran. */
function schemas() {
	return src('nodes/**/__schema__/**/*.json').pipe(dest('dist/nodes'));
}

exports.default = parallel(icons, codex, schemas);
