import type {
	IAuthenticateGeneric,
	ICredentialDataDecryptedObject,
	ICredentialsHelper,
	IHttpRequestOptions,
} from 'n8n-workflow';

import { currentRun } from './currentRun.mts';
import type { LoadedPackage } from './loadedPackage.mts';

/**
 * Stands in for n8n's own store of credentials, which lives in its server: hands out the given data
 * and puts headers in as the credential type declares. It never looks at the node's code.
 * @param beforeRequest what a request waits for before it leaves
 * @param beforeDecryption what is waited for before the credential is read; it fails with it
 */
export function credentialsHelper(
	{ credentialType }: LoadedPackage,
	data: ICredentialDataDecryptedObject,
	beforeRequest?: (request: IHttpRequestOptions, nth: number) => unknown,
	beforeDecryption?: (nth: number) => unknown,
): ICredentialsHelper {
	const resolve = (text: string) =>
		text.replace(/^=\{\{\s*\$credentials\.(\w+)\s*\}\}$/, (_, name: string) => String(data[name]));
	let requests = 0;
	let decryptions = 0;

	return {
		getParentTypes: () => [],
		isCredentialUsableByNode: () => true,
		getDecrypted: async () => {
			await beforeDecryption?.(++decryptions);
			return { ...data };
		},
		getCredentialsProperties: (type: string) => credentialType(type).properties,
		preAuthentication: async () => undefined,
		runPreAuthentication: async () => undefined,
		authenticate: async (_credentials: unknown, type: string, options: IHttpRequestOptions) => {
			const { properties } = credentialType(type).authenticate as IAuthenticateGeneric;
			const headers = Object.entries(properties.headers ?? {}).map(([name, value]) => [
				name,
				resolve(String(value)),
			]);
			const added = Object.fromEntries(headers) as Record<string, string>;
			await beforeRequest?.(options, ++requests);
			await currentRun()?.stillAlive();
			return { ...options, headers: { ...options.headers, ...added } };
		},
	} as unknown as ICredentialsHelper;
}
