const { Transform } = require('node:stream');
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
	return src('nodes/**/__schema__/**/*.json').pipe(withoutBlanks()).pipe(dest('dist/nodes'));
}

/** Nobody reads them there, and they would be a tenth of the package. */
function withoutBlanks() {
	return new Transform({
		objectMode: true,
		transform(file, _encoding, done) {
			file.contents = Buffer.from(JSON.stringify(JSON.parse(file.contents.toString())));
			done(null, file);
		},
	});
}

exports.default = parallel(icons, codex, schemas);
