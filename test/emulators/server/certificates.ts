import tls, { type SecureContext, type SecureContextOptions } from 'node:tls';
import { generate } from 'selfsigned';

/** A certificate authority of this process and one server certificate for all emulated hosts. */
export interface Certificates {
	caPem: string;
	cert: string;
	key: string;
}

/** Host names of the server certificate; a data centre is one label below `api.mailchimp.com`. */
const HOST_NAMES = [
	'api.refersion.com',
	'graphql.refersion.com',
	'inbound-webhooks.refersion.com',
	'www.refersion.com',
	'*.api.mailchimp.com',
	'api.mailchimp.com',
	'login.mailchimp.com',
	'linktr.ee',
	'www.linktr.ee',
	'api.bigcommerce.com',
];

const HOUR = 3_600_000;

async function create(): Promise<Certificates> {
	// An hour back, so that a slightly wrong clock in another process does not matter.
	const common = {
		keyType: 'ec',
		algorithm: 'sha256',
		notBeforeDate: new Date(Date.now() - HOUR),
		notAfterDate: new Date(Date.now() + 48 * HOUR),
	} as const;
	const ca = await generate([{ name: 'commonName', value: 'Creator Hub emulators' }], {
		...common,
		extensions: [
			{ name: 'basicConstraints', cA: true, critical: true },
			{ name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
		],
	});
	const leaf = await generate([{ name: 'commonName', value: 'emulated service' }], {
		...common,
		ca: { key: ca.private, cert: ca.cert },
		extensions: [
			{ name: 'basicConstraints', cA: false },
			{ name: 'keyUsage', digitalSignature: true, critical: true },
			{ name: 'extKeyUsage', serverAuth: true },
			{ name: 'subjectAltName', altNames: HOST_NAMES.map((value) => ({ type: 2, value })) },
		],
	});
	return { caPem: ca.cert, cert: leaf.cert, key: leaf.private };
}

let certificates: Promise<Certificates> | undefined;

/** Made once per process and kept in memory only. */
export function createCertificates(): Promise<Certificates> {
	certificates ??= create();
	return certificates;
}

/** Options with which a context is not one of many alike; Node sets `ciphers` itself for every client. */
const DISTINCT: Array<keyof SecureContextOptions> = ['ca', 'cert', 'key', 'pfx', 'crl', 'sigalgs'];

/**
 * Makes this process trust a CA from now on; `NODE_EXTRA_CA_CERTS` is read at start only, and Node 20
 * has no other way. Every TLS client of Node, global fetch included, asks `tls.createSecureContext`.
 * Clients that ask for the same share one: to read the CA for each connection takes longer than the connection.
 * @returns undoes it
 */
export function trustCa(pem: string): () => void {
	const original = tls.createSecureContext;
	const shared = new Map<string, SecureContext>();
	const create: typeof original = (options) => {
		const secureContext = original(options);
		const { context } = secureContext;
		if (hasAddCaCert(context)) context.addCACert(pem);
		return secureContext;
	};
	const wrapped: typeof original = (options = {}) => {
		if (DISTINCT.some((name) => options[name])) return create(options);
		const { ciphers, ecdhCurve, minVersion, maxVersion, secureOptions, secureProtocol } = options;
		const key = [ciphers, ecdhCurve, minVersion, maxVersion, secureOptions, secureProtocol].join();
		const secureContext = shared.get(key) ?? create(options);
		shared.set(key, secureContext);
		return secureContext;
	};
	tls.createSecureContext = wrapped;
	return () => {
		if (tls.createSecureContext === wrapped) tls.createSecureContext = original;
	};
}

/** The native context has `addCACert`; Node's types leave it open. */
function hasAddCaCert(context: unknown): context is { addCACert(pem: string): void } {
	return typeof context === 'object' && context !== null && 'addCACert' in context;
}
