import { useAccount } from '../../../harness/engine/useAccount.mts';
import { arrived } from './support/wire.mts';

const account = useAccount();

const raw = (msg: string) => ({ resource: 'message', operation: 'sendRaw', msg });
const MESSAGE = {
	from: 'Amstel',
	to: [{ number: '0031612345678' }, { number: '0031612345679' }],
	body: { type: 'auto', content: 'Hello' },
	allowedChannels: ['SMS'],
	reference: 'R1',
};

it.each([
	['text', JSON.stringify(MESSAGE)],
	['an object', `={{ (${JSON.stringify(MESSAGE)}) }}`],
])('JSON as %s is passed on, with an item for each recipient', async (_name, msg) => {
	const { items, error } = await account.messaging(raw(msg));
	expect(error).toBeUndefined();
	expect(arrived(account.simulator)).toEqual([MESSAGE]);
	expect(items.map(({ json }) => [json.to, json.reference, json.outcome])).toEqual([
		['0031612345678', 'R1', 'accepted'],
		['0031612345679', 'R1', 'accepted'],
	]);
});

it('what the node knows nothing of arrives unchanged', async () => {
	const richContent = { conversation: [{ text: 'a', newer: { item: [{}], empty: {} } }] };
	await account.messaging(raw(JSON.stringify({ ...MESSAGE, richContent })));
	expect(arrived(account.simulator)[0]?.richContent).toEqual(richContent);
});

it('what CM.com rejects is told by recipient', async () => {
	const { items } = await account.messaging(
		raw(JSON.stringify({ ...MESSAGE, to: [{ number: 'x' }, { number: '0031612345678' }] })),
	);
	expect(items.map(({ json }) => [json.to, json.status, json.messageErrorCode])).toEqual([
		['x', 'Rejected', 303],
		['0031612345678', 'Accepted', 0],
	]);
});

it.each([
	['garbage', '={{ "{from" }}', 'Message: it is not a JSON object'],
	['a list', '[]', 'Message: it is not a JSON object'],
	['null', '={{ null }}', 'Message: it is not a JSON object'],
	['no recipients', '{"from": "Amstel"}', 'Message: it has no list of recipients'],
	['recipients as text', '{"to": "0031612345678"}', 'Message: it has no list of recipients'],
	['one without a number', '{"to": [{"number": "1"}, {}]}', 'it has no list of recipients'],
])('%s is refused', async (_name, msg, reason) => {
	const { error } = await account.messaging(raw(msg));
	expect(error?.message).toContain(reason);
	expect(account.simulator.requests()).toEqual([]);
});
