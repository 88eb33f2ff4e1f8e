import type { IExecuteFunctions, NodeParameterValueType } from 'n8n-workflow';

import { itemParameter } from '../../shared/n8n/itemParameter.ts';
import { soundMessage, useAccount } from '../../harness/engine/useAccount.mts';

const account = useAccount();

const row = {
	phone: '+31612345678',
	name: 'Ms "J" de Vr\'ies\\n',
	'First name': 'Jo',
	a: { b: 'deep', 'b c': { d: 'x' } },
	list: ['l'],
	n: 5,
	f: 1.5,
	t: true,
	nul: null,
	empty: '',
	zero: 0,
	negzero: -0,
	big: 2 ** 53 - 1,
	expr: '={{ 1 + 1 }}',
	html: '<a href="x">{{ 2 }}</a>',
	emoji: '👩‍👩',
	crlf: 'a\r\nb',
	$x: 'dollar',
	_y: 'under',
	'a.b': 'dot',
	'x}y': 'brace',
	définition: 'u',
	constructor: 'own',
	length: 7,
};
const rows = [
	{ json: row },
	{ json: {} },
	{ json: { ...row, name: 9, phone: '', a: null, n: '007' } },
];

const VALUES: NodeParameterValueType[] = [
	...['plain', '', '=no expression', '==x{{ $json.n }}', 5, true],
	...['={{ $json.phone }}', '={{$json.phone}}', '={{\n$json.phone\n}}', '={{ $json .phone }}'],
	...['={{ $json["First name"] }}', "={{ $json['First name'] }}", '={{ $json.a["b c"].d }}'],
	...['={{ $json.a.b }}', '={{ $json.missing }}', '={{ $json.a.missing.x }}', '={{ $json?.n }}'],
	...['={{ $json.constructor }}', '={{ $json.toString }}', '={{ $json.__proto__ }}'],
	...['={{ $json.length }}', '={{ $json.phone.length }}', '={{ $json["phone"]["length"] }}'],
	...['={{ $json.list }}', '={{ $json.list[0] }}', '={{ $json.list.length }}'],
	...['={{ $json.n }}', '={{ $json.f }}', '={{ $json.t }}', '={{ $json.nul }}', '={{ $json.big }}'],
	...['={{ $json.expr }}', '=x {{ $json.expr }}', '={{ $json.html }}', '=x{{ $json.html }}y'],
	...['={{ $json.$x }}', '={{ $json._y }}', '={{ $json["a.b"] }}', '={{ $json["x}y"] }}'],
	...['={{ $json.définition }}', '={{ $json.crlf }}', '=x{{ $json.crlf }}', '=\r\n{{ $json.n }}'],
	...['=Dear {{ $json.name }}, hi', '=Dear {{ $json.name }} {{ $json.n }}', '=a{{ $json.nul }}b'],
	...['=a{{ $json.f }}b', '=a{{ $json.zero }}b', '=a{{ $json.negzero }}b', '=a{{ $json.t }}b'],
	...['=a{{ $json.missing }}b', '=a{{ $json.empty }}b', '=it\'s "q" `b` ${x} {{ $json.name }}'],
	...['= {{ $json.phone }}', '={{ $json.phone }} ', '={{ $json.phone }}\n', '=} {{ $json.name }}'],
	...['={{ $json.name }}{{ $json.name }}', '=\\{{ $json.name }}', '=.toString() {{ $json.name }}'],
	...['=.constructor {{ $json.name }}', '=${ {{ $json.name }} }', '=<b>{{ $json.name }}</b>'],
	...['={{ String($json.n).padStart(3) }}', '=// {{ $json.phone }}', '=/* {{ $json.phone }} */'],
	...['={{ $json.emoji }} 😀', '={{ $json.phone; }}', "=' {{ $json.phone }}"],
	...[['={{ $json.phone }}', 'x'], ['a', 'b'], { a: '={{ $json.n }}' }, { a: 1 }],
];

/** What reading gives, so that all that can differ does. */
function told(read: () => unknown): string {
	try {
		const value = read();
		return JSON.stringify([typeof value, value, Object.is(value, -0)]);
	} catch (error) {
		return `thrown: ${error instanceof Error ? error.message : String(error)}`;
	}
}

it('a parameter of an item is what n8n says it is', async () => {
	const node = account.loaded.node('cmMessaging');
	const { execute } = node;
	const differences: string[] = [];
	let compared = 0;
	node.execute = async function (this: IExecuteFunctions) {
		for (let item = 0; item < rows.length; item++) {
			const theirs = told(() => this.getNodeParameter('reference', item));
			const ours = told(() => itemParameter(this, 'reference', item));
			compared++;
			if (ours === theirs) continue;
			const raw = JSON.stringify(this.getNode().parameters.reference);
			differences.push(`${raw}, item ${item}: n8n ${theirs}, ours ${ours}`);
		}
		return await Promise.resolve([[]]);
	};
	try {
		for (const reference of VALUES) await account.messaging(soundMessage({ reference }), rows);
	} finally {
		node.execute = execute;
	}
	expect(differences).toEqual([]);
	expect(compared).toBe(VALUES.length * rows.length);
});
