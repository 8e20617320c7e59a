import {
	ICredentialsHelper,
	type IAuthenticate,
	type ICredentialDataDecryptedObject,
	type ICredentials,
	type ICredentialType,
	type IHttpRequestOptions,
	type INodeProperties,
	type IRequestOptionsSimplified,
} from 'n8n-workflow';

/** Credential data by credential type. */
export type CredentialData = Record<string, ICredentialDataDecryptedObject>;

/**
 * Credentials from memory, applied as n8n applies them: by the type's own function, or by its headers
 * with `={{$credentials.key}}` filled in.
 */
export class CredentialsInMemory extends ICredentialsHelper {
	constructor(
		private readonly types: (name: string) => ICredentialType,
		private readonly data: CredentialData,
	) {
		super();
	}

	getParentTypes(name: string): string[] {
		return this.types(name).extends ?? [];
	}

	isCredentialUsableByNode(): boolean {
		return true;
	}

	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		typeName: string,
		requestOptions: IHttpRequestOptions | IRequestOptionsSimplified,
	): Promise<IHttpRequestOptions> {
		const options = asHttpOptions(requestOptions);
		const rule: IAuthenticate | undefined = this.types(typeName).authenticate;
		if (!rule) return options;
		if (typeof rule === 'function') return await rule(credentials, options);
		const headers = { ...options.headers };
		for (const [name, template] of Object.entries(rule.properties.headers ?? {})) {
			headers[name] = filled(String(template), credentials);
		}
		return { ...options, headers };
	}

	async preAuthentication(): Promise<undefined> {
		return undefined;
	}

	async runPreAuthentication(): Promise<undefined> {
		return undefined;
	}

	async getCredentials(): Promise<ICredentials> {
		throw new Error('Stored credentials are not used here');
	}

	async getDecrypted(
		_additionalData: unknown,
		_nodeCredentials: unknown,
		type: string,
	): Promise<ICredentialDataDecryptedObject> {
		const data = this.data[type];
		if (!data) throw new Error(`No credential of type ${type}`);
		return { ...data };
	}

	async updateCredentials(): Promise<void> {
		throw new Error('A run must not change credentials');
	}

	async updateCredentialsOauthTokenData(): Promise<void> {
		throw new Error('A run must not change credentials');
	}

	getCredentialsProperties(): INodeProperties[] {
		return [];
	}
}

/** A header's expression with the credential's values, such as `=apikey {{$credentials.apiKey}}`. */
function filled(template: string, credentials: ICredentialDataDecryptedObject): string {
	const value = template
		.replace(/^=/, '')
		.replace(/\{\{\s*\$credentials\.(\w+)\s*\}\}/g, (_, key: string) => String(credentials[key]));
	if (!template.startsWith('=') || /[{}]/.test(value))
		throw new Error(`Not understood: ${template}`);
	return value;
}

function asHttpOptions(
	options: IHttpRequestOptions | IRequestOptionsSimplified,
): IHttpRequestOptions {
	if ('url' in options) return options;
	throw new Error('Only requests with a URL are known here');
}
