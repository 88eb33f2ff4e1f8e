import type { INodeParameters } from 'n8n-workflow';

import {
	locator,
	soundLetter,
	soundMessage,
	useAccount,
} from '../../harness/engine/useAccount.mts';
import { errorOf } from '../../harness/engine/errorItem.mts';
import { itemWithFile, pdf } from '../../harness/engine/files.mts';

const account = useAccount();

const number = (index: number) => `+3161234${String(index).padStart(4, '0')}`;
const toEachRow = (more: INodeParameters = {}) =>
	soundMessage({ to: '={{ $json.to }}', reference: '={{ $json.reference }}', ...more });

describe('many bad rows', () => {
	const sheet = Array.from({ length: 61 }, (_, index) => ({
		json: { to: index === 0 ? number(0) : `<b>${index}</b>`, reference: `INV<${index}>` },
	}));

	it('stand together by their reason, as a list, twenty of them with their row and reference', async () => {
		const { error } = await account.messaging(toEachRow(), sheet);
		const description = error?.description ?? '';
		expect(error?.message).toBe('60 of 61 items cannot be sent');
		expect(description.match(/<li>/g)).toHaveLength(1);
		expect(description.match(/is not a phone number/g)).toHaveLength(1);
		expect(description).toContain('row 3 (INV&lt;1&gt;) [item 1] "&lt;b&gt;1&lt;/b&gt;"');
		expect(description.match(/\[item \d+\]/g)).toHaveLength(20);
		expect(description).toContain('60 rows:');
		expect(description).toContain('and 40 more');
		expect(description).not.toContain('<b>');
		expect(account.simulator.requests()).toEqual([]);
	});

	it('with many reasons are listed twenty times and counted too', async () => {
		const many = Array.from({ length: 30 }, (_, index) => ({
			json: { to: 'x'.repeat(index + 3) },
		}));
		const { error } = await account.messaging(
			soundMessage({
				to: '={{ $json.to }}',
				from: '={{ "a".repeat(12) }}',
				additionalFields: { validity: '={{ $json.to }}' },
			}),
			many,
		);
		expect(error?.description?.match(/\[item \d+\]/g)).toHaveLength(20);
		expect(error?.description).toContain('for 2 other reasons');
	});

	it('the first row of a sheet, behind its head, is row 2', async () => {
		const { error } = await account.letters(
			soundLetter({ message: '={{ $json.text }}' }),
			['', 'sound', ''].map((text) => ({ json: { text } })),
		);
		expect(error?.description).toContain('row 2 (Ms J. de Vries) [item 0]; row 4');
	});

	it('of one item are named five times and counted', async () => {
		const { error } = await account.messaging(
			soundMessage({ to: Array.from({ length: 50 }, (_, index) => `no ${index}`).join() }),
		);
		expect(error?.message).toMatch(/^To: "no 0" .* and 45 more \[item 0\]$/);
	});
});

describe('what was done', () => {
	it('is counted in the title, listed twenty times, and counted behind', async () => {
		account.simulator.setFaults([
			{
				kind: 'status',
				status: 400,
				body: { details: '<i>No</i>', errorCode: 102, messages: [] },
				every: 4,
				times: 1,
			},
		]);
		const { error } = await account.messaging(
			toEachRow({ options: { batchSize: 10, concurrency: 1 } }),
			Array.from({ length: 50 }, (_, index) => ({ json: { to: number(index), reference: '' } })),
		);
		expect(error?.message).toMatch(
			/^30 of 50 messages sent, 10 refused, 10 not sent: CM.com refused the request: .* \[item 30\]$/,
		);
		expect(error?.description).toContain('retried (30): [item 0], [item 1]');
		expect(error?.description).toContain('[item 19] and 10 more.');
		expect(error?.description).toContain('&lt;i&gt;No');
	});

	it('is not claimed of what only reads', async () => {
		const price = (more: INodeParameters) =>
			account.letters({ resource: 'price', operation: 'get', ...more });
		const { error } = await price({ isoCode: locator('Utopia', 'country') });
		expect(error?.message).toContain('"Utopia"');
		expect(error?.description).not.toContain('Nothing was sent');
		expect(error?.description).not.toContain('sent');
	});
});

describe('a file in place of its field', () => {
	it.each<[name: string, value: string]>([
		['Base64', '={{ "JVBERi0xLjcK".repeat(100000) }}'],
		['bytes as text', '={{ "%PDF-1.7 " + "x".repeat(100000) }}'],
		['a long text', '={{ "Dear Ms de Vries ".repeat(100000) }}'],
	])('is refused without it in the error: %s', async (_name, value) => {
		const { error, data } = await account.letters(
			{
				resource: 'letter',
				operation: 'create',
				contentFrom: 'pdf',
				destination: locator('NL', 'list'),
				pdf: value,
			},
			[await itemWithFile(await pdf(1), 'memory')],
		);
		expect(error?.message).toContain('this is the file itself');
		expect(`${error?.message}${error?.description}${error?.stack}`.length).toBeLessThan(10_000);
		expect(JSON.stringify(data).length).toBeLessThan(100_000);
	});

	it.each<[name: string, parameters: INodeParameters]>([
		['To', { to: '={{ "x".repeat(100000) }}' }],
		['Default Country', { defaultCountry: locator('={{ "x".repeat(100000) }}', 'country') }],
		['Validity', { additionalFields: { validity: '={{ "x".repeat(100000) }}' } }],
		['From', { from: '={{ "x".repeat(100000) }}' }],
		['Channels', { allowedChannels: '={{ ["x".repeat(100000)] }}', content: ' ' }],
	])('values are quoted in part: %s', async (_name, parameters) => {
		const { error } = await account.messaging(soundMessage(parameters));
		expect(error).toBeDefined();
		expect(`${error?.message}${error?.description}`.length).toBeLessThan(2_000);
	});
});

it('words for programmers stand in the details', async () => {
	account.simulator.setFaults([{ kind: 'resetAfter' }]);
	const { error } = await account.messaging(toEachRow(), [
		{ json: { to: number(0), reference: '' } },
	]);
	expect(error?.message).toContain('It is unknown whether');
	expect(error?.description).toContain('The connection broke off.');
	expect(error?.description).not.toMatch(/ECONNRESET|socket/);
	expect(JSON.stringify(error?.context.details)).toMatch(/ECONNRESET|socket/);
});

describe('an operation that the node does not have', () => {
	const gone = soundLetter({ operation: 'fax' });

	it('stops the node, saying so', async () => {
		const { error } = await account.letters(gone);
		expect(error?.message).toContain('CM Letters has no operation "fax" for "letter"');
	});

	it('leaves as an error item for each row where the node continues', async () => {
		const { items, error } = await account.letters(gone, [{ json: {} }, { json: {} }], {
			settings: { onError: 'continueRegularOutput' },
		});
		expect(error).toBeUndefined();
		expect(items.map((item) => errorOf(item)?.outcome)).toEqual(['refused', 'refused']);
		expect(account.simulator.requests()).toEqual([]);
	});
});
