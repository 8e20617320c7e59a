import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from '../n8n/hub';
import { Problem } from '../shared/problems.cjs';
import { manifestText, packRefersion } from './pack';
import { REFERSION_FOLDER } from './refersion';

/**
 * `npm run pack:refersion`. The manifest is kept in the project as well: n8n's scanner looks in the published source for the
 * folder with the package's name.
 */
async function main(): Promise<void> {
	await writeFile(join(ROOT, REFERSION_FOLDER, 'package.json'), await manifestText(ROOT));
	const { tarball, files, unpackedSize } = await packRefersion(ROOT, ROOT);
	console.log(`${tarball}: ${files.length} files, ${Math.round(unpackedSize / 1000)} kB unpacked`);
}

main().catch((error: unknown) => {
	console.error(error instanceof Problem ? `\n${error.message}` : error);
	process.exitCode = 1;
});
