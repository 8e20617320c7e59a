import { Problem } from '../shared/problems.cjs';
import { installN8n } from './install';

/** Run before the tests that need n8n, because Jest would hide the progress of a long installation. */
installN8n((line) => console.log(line)).catch((error: unknown) => {
	console.error(error instanceof Problem ? `\n${error.message}` : error);
	process.exitCode = 1;
});
