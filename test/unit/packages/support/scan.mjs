// What n8n's scanner of community packages (@n8n/scan-community-package) does with a published package once it has it: the
// sources that the package says it was made from, and what is in the tarball. Comments that switch rules off do not count there.
// Arguments: the folder of the sources, and pairs of a package's name and the folder of its unpacked tarball.
import {
	analyzePackage,
	findPackageRoot,
	SOURCE_FILE_PATTERNS,
} from '@n8n/scan-community-package/scanner/scanner.mjs';

/** As `analyzePackageByName` of the scanner has it. */
const TARBALL_PATTERNS = ['**/*.js', 'package.json'];

const [sources, ...pairs] = process.argv.slice(2);
const found = {};
for (let index = 0; index < pairs.length; index += 2) {
	const [name, unpacked] = pairs.slice(index, index + 2);
	const root = findPackageRoot(sources, name);
	found[name] = {
		root,
		source: root && (await analyzePackage(root, SOURCE_FILE_PATTERNS)),
		tarball: await analyzePackage(unpacked, TARBALL_PATTERNS),
	};
}
process.stdout.write(JSON.stringify(found));
