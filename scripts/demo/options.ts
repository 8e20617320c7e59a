import { N8N_VERSIONS } from '../n8n/versions.cjs';
import { Problem } from '../shared/problems.cjs';

export interface DemoOptions {
	/** stop after the proof */
	once: boolean;
	/** port of the sandbox page, when asked for */
	port: number | undefined;
	/** port of n8n, when asked for */
	n8nPort: number | undefined;
	/** open the page in a browser */
	browser: boolean;
	help: boolean;
}

export const DEFAULT_PORT = 5680;
export const DEFAULT_N8N_PORT = 5681;

const OTHERS = N8N_VERSIONS.slice(1)
	.map(({ number }) => number)
	.join(', ');

export const USAGE = `npm run demo [-- options]
  --once           stop after one affiliate was approved and the welcome mail came; exit code 0 only then
  --port <n>       port of the sandbox page (default ${DEFAULT_PORT}, or the next free one)
  --n8n-port <n>   port of n8n (default ${DEFAULT_N8N_PORT}, or the next free one)
  --n8n <version>  n8n to run; ${N8N_VERSIONS[0].number} if left out. Also ${OTHERS}
  --no-browser     do not open the page in a browser
  --help           this text`;

function readPort(flag: string, value: string | undefined): number {
	const port = Number(value);
	if (value !== undefined && Number.isInteger(port) && port >= 1024 && port <= 65_535) return port;
	throw new Problem(`${flag} needs a port number from 1024 to 65535.\n\n${USAGE}`);
}

/** @param args command line after `--` */
export function readOptions(args: string[]): DemoOptions {
	const options: DemoOptions = {
		once: false,
		port: undefined,
		n8nPort: undefined,
		browser: true,
		help: false,
	};
	const rest = [...args];
	for (let flag = rest.shift(); flag !== undefined; flag = rest.shift()) {
		if (flag === '--once') options.once = true;
		else if (flag === '--no-browser') options.browser = false;
		else if (flag === '--help' || flag === '-h') options.help = true;
		else if (flag === '--port') options.port = readPort(flag, rest.shift());
		else if (flag === '--n8n-port') options.n8nPort = readPort(flag, rest.shift());
		else throw new Problem(`Unknown option ${flag}.\n\n${USAGE}`);
	}
	return options;
}
