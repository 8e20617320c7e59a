import { Problem } from '../shared/problems.cjs';
import { installN8n } from './install';
import { chosenVersion, oldestVersion } from './versions.cjs';

/**
 * Run before the tests that need n8n, because Jest would hide the progress of a long installation. With `--oldest` the
 * oldest n8n is installed too.
 */
async function ensure(args: string[]): Promise<void> {
	const versions = [chosenVersion(), ...(args.includes('--oldest') ? [oldestVersion()] : [])];
	for (const version of new Set(versions)) {
		await installN8n((line) => console.log(line), version);
	}
}

ensure(process.argv.slice(2)).catch((error: unknown) => {
	console.error(error instanceof Problem ? `\n${error.message}` : error);
	process.exitCode = 1;
});
