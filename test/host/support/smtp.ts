import { createServer, type Socket } from 'node:net';

/** A mail server that takes everything and keeps it: enough of SMTP (RFC 5321) for n8n's Send Email. */
export interface MailServer {
	port: number;
	/** The mails as they came, headers included. */
	mails: string[];
	close(): void;
}

/** Starts it on a free port of this machine. */
export async function startMailServer(): Promise<MailServer> {
	const mails: string[] = [];
	const sockets = new Set<Socket>();
	const server = createServer((socket) => {
		sockets.add(socket);
		socket.on('close', () => sockets.delete(socket));
		socket.on('error', () => socket.destroy());
		let text = '';
		let isData = false;
		const answer = (line: string) => socket.write(`${line}\r\n`);
		answer('220 mail.test');
		socket.on('data', (chunk) => {
			text += chunk.toString('utf8');
			for (;;) {
				const end = text.indexOf(isData ? '\r\n.\r\n' : '\r\n');
				if (end < 0) return;
				const part = text.slice(0, end);
				text = text.slice(end + (isData ? 5 : 2));
				if (isData) mails.push(part);
				const command = isData ? 'MESSAGE' : part.slice(0, 4).toUpperCase();
				isData = command === 'DATA';
				if (isData) answer('354 Go on');
				else answer(command === 'QUIT' ? '221 Bye' : '250 OK');
				if (command === 'QUIT') socket.end();
			}
		});
	});
	const port = await new Promise<number>((resolve) => {
		server.listen(0, '127.0.0.1', () => {
			const address = server.address();
			resolve(typeof address === 'object' && address ? address.port : 0);
		});
	});
	return {
		port,
		mails,
		close() {
			for (const socket of sockets) socket.destroy();
			server.close();
		},
	};
}

/** The links in a mail, its quoted-printable encoding undone (RFC 2045). */
export function linksOf(mail: string): string[] {
	const text = mail
		.replace(/=\r?\n/g, '')
		.replace(/=([0-9A-F]{2})/g, (_all, hex: string) => String.fromCharCode(parseInt(hex, 16)));
	const links = [...text.matchAll(/href="([^"]+)"/g)].map(([, link]) => link);
	return links.map((link) => link.replaceAll('&amp;', '&'));
}
