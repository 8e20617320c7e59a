import { spawn } from 'node:child_process';

const OPENERS: Partial<Record<NodeJS.Platform, string[]>> = {
	darwin: ['open'],
	win32: ['cmd', '/c', 'start', ''],
	linux: ['xdg-open'],
};

/** Opens an address in the person's browser, if there is somebody with a screen; failing that, nothing happens. */
export function openBrowser(url: string): void {
	const [command, ...args] = OPENERS[process.platform] ?? [];
	const hasScreen =
		process.platform !== 'linux' || Boolean(process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY);
	if (command === undefined || !process.stdout.isTTY || !hasScreen || process.env.CI) return;
	const child = spawn(command, [...args, url], { stdio: 'ignore', detached: true });
	child.once('error', () => undefined);
	child.unref();
}
