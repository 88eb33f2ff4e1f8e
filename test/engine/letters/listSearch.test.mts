import { LoadOptionsContext } from 'n8n-core';
import {
	Workflow,
	type ICredentialDataDecryptedObject,
	type INode,
	type INodeListSearchResult,
	type IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';

import { soundLetter, useAccount } from '../../../harness/engine/useAccount.mts';
import { credentialsHelper } from '../../../harness/engine/credentials.mts';

const account = useAccount();

async function search(
	method: string,
	filter?: string,
	credential: ICredentialDataDecryptedObject = account.credential,
): Promise<INodeListSearchResult['results']> {
	const node: INode = {
		id: 'c0ffee00-0000-4000-8000-000000000000',
		name: 'CM Letters',
		type: 'n8n-nodes-cmcom.cmLetters',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
		credentials: { cmApi: { id: '1', name: 'CM.com' } },
	};
	const { nodeTypes } = account.loaded;
	const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
	const context = new LoadOptionsContext(
		workflow,
		node,
		{
			credentialsHelper: credentialsHelper(account.loaded, credential),
		} as unknown as IWorkflowExecuteAdditionalData,
		'',
	);
	const find = account.loaded.node('cmLetters').methods?.listSearch?.[method];
	return (await find?.call(context, filter))?.results ?? [];
}

describe('lists to choose from', () => {
	it('countries: all of ISO 3166-1 and Kosovo, found by name and by code, without a request', async () => {
		expect(await search('searchCountries')).toHaveLength(250);
		expect((await search('searchCountries', 'nether'))[0]).toEqual({
			name: 'Netherlands (NL)',
			value: 'NL',
		});
		expect((await search('searchCountries', 'UK'))[0]).toEqual({
			name: 'United Kingdom (GB)',
			value: 'GB',
		});
		expect(await search('searchCountries', 'de')).toContainEqual({
			name: 'Germany (DE)',
			value: 'DE',
		});
		expect(account.simulator.requests()).toEqual([]);
	});

	it('letters: told apart by reference, addressee and status', async () => {
		const { items } = await account.letters(soundLetter({ reference: 'INV-9' }));
		await account.letters(soundLetter({ recipient: 'Anna Berg\nStreet 1\nTown' }));
		const id = items[0]?.json.letterId;
		expect(await search('searchLetters')).toHaveLength(2);
		expect(await search('searchLetters', 'inv-9')).toEqual([
			{ name: 'INV-9, Ms J. de Vries, draft', value: id },
		]);
		expect(await search('searchLetters', String(id))).toHaveLength(1);
	});

	it('callbacks: told apart by their endpoint, without the secret in its query', async () => {
		await account.letters({
			resource: 'callback',
			operation: 'create',
			endpoint: 'https://example.com/hook?secret=abc',
		});
		expect(await search('searchCallbacks', 'hook')).toEqual([
			{ name: 'https://example.com/hook', value: expect.any(String) as string },
		]);
	});

	it('say what is wrong when they cannot be had', async () => {
		await expect(
			search('searchLetters', '', { ...account.credential, productToken: 'wrong' }),
		).rejects.toMatchObject({
			message: 'CM.com did not accept the product token',
		});
		await expect(
			search('searchLetters', '', { ...account.credential, accountId: 'wrong' }),
		).rejects.toMatchObject({ message: expect.stringContaining('is not a GUID') as string });
	});
});
