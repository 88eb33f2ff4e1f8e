import type { Assumptions } from '../assumptions.mts';
import type { Credentials } from '../contract.mts';
import { SMS } from './channels.mts';
import { judgeMessage, type Judgement } from './messageRules.mts';
import { tokenStateOf } from './token.mts';
import { refuseMagic, XmlGatewayError } from './xmlErrors.mts';

/** The parameters of a request, by their names as they were written. */
export type Query = Record<string, string | string[]>;

/** S-BM "HTTP GET protocol": neither Unicode nor several parts. */
const MAX_LENGTH = 160;

/**
 * The message of a GET, with the texts this gateway has for what is wrong (S-BM "HTTP GET
 * protocol"). The documents write the names of parameters in both cases, so either is understood.
 *
 * @throws XmlGatewayError
 */
export function getMessage(
	query: Query,
	assumptions: Assumptions,
	credentials: Credentials,
): Judgement {
	const values = new Map(
		Object.entries(query).map(([name, value]) => [name.toLowerCase(), [value].flat().join(',')]),
	);
	const value = (name: string): string => values.get(name) ?? '';
	const invalid = (name: string): XmlGatewayError =>
		new XmlGatewayError(`Parameter '${name}' contains an invalid value: '${value(name)}'`);

	const state = tokenStateOf(value('producttoken'), credentials, assumptions);
	if (state === 'invalid') throw invalid('producttoken');
	if (state === 'unknown') {
		throw new XmlGatewayError('No account found for the given authentication');
	}
	if (value('from') === '') throw new XmlGatewayError('No sender name provided');
	const body = value('body');
	const msg = {
		from: value('from'),
		to: [{ number: value('to') }],
		body: { content: body },
		allowedChannels: [SMS],
		reference: values.get('reference'),
	};
	const judgement = judgeMessage({ msg, complaints: [], protocol: 'get' }, assumptions);
	const rejection = judgement.recipients[0]?.rejection ?? null;
	const isNumberWrong = rejection !== null && [302, 303].includes(rejection.code);
	if (rejection?.code === 301) throw invalid('from');
	if (isNumberWrong) throw invalid('to');
	if (body === '') throw new XmlGatewayError("Parameter 'body' is required");
	if (body.length > MAX_LENGTH) throw invalid('body');
	refuseMagic([body]);
	if (rejection !== null) throw new XmlGatewayError(rejection.text);
	return judgement;
}
