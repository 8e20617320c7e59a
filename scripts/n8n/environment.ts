/** Variables of the person's own shell that a child needs. Anything else stays out: a developer's own N8N_*, DB_* or proxy settings must not reach the n8n that is started here. */
const INHERITED = [
	'PATH',
	'Path',
	'HOME',
	'USER',
	'LANG',
	'LC_ALL',
	'TZ',
	'TMPDIR',
	'TEMP',
	'TMP',
	'SystemRoot',
	'APPDATA',
	'LOCALAPPDATA',
	'USERPROFILE',
];

export interface EnvironmentOptions {
	userFolder: string;
	encryptionKey: string;
	port: number;
	brokerPort: number;
	/** proxy and CA of the emulators, or anything else the caller wants to set; wins */
	extra: Record<string, string>;
}

/** The environment of an n8n with SQLite that listens on loopback only and calls nobody but the workflows' services. */
export function n8nEnvironment(options: EnvironmentOptions): Record<string, string> {
	const inherited = INHERITED.flatMap((name) => {
		const value = process.env[name];
		return value === undefined ? [] : [[name, value]];
	});
	return {
		...Object.fromEntries(inherited),
		NODE_ENV: 'production',
		N8N_USER_FOLDER: options.userFolder,
		N8N_ENCRYPTION_KEY: options.encryptionKey,
		N8N_ENFORCE_SETTINGS_FILE_PERMISSIONS: 'true',
		N8N_HOST: '127.0.0.1',
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_PORT: String(options.port),
		N8N_WEBHOOK_URL: `http://127.0.0.1:${options.port}/`,
		N8N_EDITOR_BASE_URL: `http://127.0.0.1:${options.port}/`,
		N8N_RUNNERS_BROKER_PORT: String(options.brokerPort),
		// The cookie would otherwise be sent over https only.
		N8N_SECURE_COOKIE: 'false',
		// n8n 3 loads no unverified community package without it.
		N8N_UNVERIFIED_PACKAGES_ENABLED: 'true',
		DB_TYPE: 'sqlite',
		// n8n answers everything, webhooks included, with 503 "Database is not ready!" when its database does not answer a
		// ping within 5 s, which a burst of a few hundred webhooks on two cores brings about.
		DB_PING_TIMEOUT_MS: '60000',
		// An expression isolate is made when a workflow needs one, not for each execution: three times the throughput.
		N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true',
		...QUIET,
		...options.extra,
	};
}

/** Switches off what n8n fetches from its makers' servers. */
const QUIET = {
	N8N_DIAGNOSTICS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_WHATS_NEW_ENABLED: 'false',
	N8N_DYNAMIC_BANNERS_ENABLED: 'false',
	N8N_TEMPLATES_ENABLED: 'false',
	N8N_PERSONALIZATION_ENABLED: 'false',
	N8N_HIRING_BANNER_ENABLED: 'false',
	N8N_VERIFIED_PACKAGES_ENABLED: 'false',
	N8N_LICENSE_AUTO_RENEW_ENABLED: 'false',
	N8N_PYTHON_ENABLED: 'false',
	// For its list of installed packages n8n asks npm whether there are newer ones.
	npm_config_offline: 'true',
};
