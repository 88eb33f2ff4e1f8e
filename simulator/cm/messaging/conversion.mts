import { Router, type Request } from 'express';
import type { Assumptions } from '../assumptions.mts';
import type { Credentials, LoggedRequest } from '../contract.mts';
import { exchangeOf } from '../../framework/simulatedApi.mts';
import type { StoredConversion } from './message.mts';
import type { MessagingService } from './service.mts';
import { tokenStateOf } from './token.mts';
import { objectOf } from './values.mts';
import { elementText, parsedXml } from './xml.mts';

/** The fields of a conversion (facts 6), in lower case: names are read in either case. */
const FIELDS: ReadonlySet<string> = new Set([
	'producttoken',
	'customer',
	'login',
	'password',
	'reference',
	'msisdn',
	'convertedtimestamp',
	'notificationtimestamp',
]);

type Fields = ReadonlyMap<string, string>;

/** A refusal has a status and nothing else. */
const UNAUTHORIZED = 401;
const FORBIDDEN = 403;
/** Assumed for what cannot be read or lacks something; the documents name no status for it. */
const BAD_REQUEST = 400;

/** POST of a conversion, as JSON or XML (S-BM "Conversion API", facts 6): 200 and no body. */
export function conversionApi(
	service: MessagingService,
	assumptions: Assumptions,
	credentials: Credentials,
): Router {
	const router = Router({ strict: true });
	router.post('/', async (request, response) => {
		const exchange = exchangeOf(response);
		const { fields, protocol } = fieldsIn(request, exchange.entry);
		const refused = fields === null ? BAD_REQUEST : refusedStatus(fields, assumptions, credentials);
		if (fields !== null && refused === null) {
			service.conversions.push(conversionOf(fields, protocol, service));
		}
		const isHidden = assumptions.conversionErrors === 'always200';
		await exchange.answer({ status: refused === null || isHidden ? 200 : refused });
	});
	router.all('/', async (_request, response) => {
		await exchangeOf(response).answer({ status: 405 });
	});
	return router;
}

function fieldsIn(
	request: Request,
	entry: LoggedRequest,
): { fields: Fields | null; protocol: StoredConversion['protocol'] } {
	const text = typeof request.body === 'string' ? request.body.trim() : '';
	const protocol = text.startsWith('<') ? 'xml' : 'json';
	try {
		const sent = protocol === 'xml' ? rootOf(parsedXml(text)) : jsonFields(text, entry);
		const fields = new Map<string, string>();
		for (const [name, value] of Object.entries(sent)) {
			const key = name.toLowerCase();
			if (!FIELDS.has(key)) throw new SyntaxError(`There is no field ${name}`);
			fields.set(key, typeof value === 'number' ? String(value) : (elementText(value) ?? ''));
		}
		return { fields, protocol };
	} catch (error) {
		entry.violation = error instanceof Error ? error.message : String(error);
		return { fields: null, protocol };
	}
}

function jsonFields(text: string, entry: LoggedRequest): Record<string, unknown> {
	const parsed: unknown = JSON.parse(text);
	entry.body = parsed;
	return objectOf(parsed);
}

function rootOf(document: unknown): Record<string, unknown> {
	const elements = Object.entries(objectOf(document)).filter(([name]) => name !== '?xml');
	const [name, root] = elements[0] ?? ['', null];
	if (name.toLowerCase() !== 'conversion') throw new SyntaxError('There is no element Conversion');
	// The white space between the fields.
	return Object.fromEntries(Object.entries(objectOf(root)).filter(([key]) => key !== '#text'));
}

/** What the asterisks of the table ask for is assumed (facts 6, 10 item 17). */
function refusedStatus(
	fields: Fields,
	assumptions: Assumptions,
	credentials: Credentials,
): number | null {
	const has = (name: string): boolean => (fields.get(name) ?? '') !== '';
	const needsAll = assumptions.conversionFields === 'all';
	const hasLogin = has('customer') && has('login') && has('password');
	const hasToken = has('producttoken');
	if (assumptions.checkToken) {
		if (needsAll ? !hasToken || !hasLogin : !hasToken && !hasLogin) return UNAUTHORIZED;
		const token = fields.get('producttoken');
		if (hasToken && tokenStateOf(token, credentials, assumptions) !== 'valid') return FORBIDDEN;
	}
	const isNamed = needsAll ? has('reference') && has('msisdn') : has('reference') || has('msisdn');
	return isNamed ? null : BAD_REQUEST;
}

function conversionOf(
	fields: Fields,
	protocol: StoredConversion['protocol'],
	service: MessagingService,
): StoredConversion {
	const value = (name: string): string | null => fields.get(name) ?? null;
	const reference = value('reference');
	const msisdn = value('msisdn');
	const messages = service.book.messages().filter((message) => {
		if (reference !== null && message.reference !== reference) return false;
		return msisdn === null || digitsOf(message.to) === digitsOf(msisdn);
	});
	return {
		at: new Date().toISOString(),
		protocol,
		reference,
		msisdn,
		customer: value('customer'),
		convertedTimestamp: value('convertedtimestamp'),
		notificationTimestamp: value('notificationtimestamp'),
		messageIds: messages.map(({ id }) => id),
	};
}

/** A number in whichever way it was written. */
function digitsOf(number: string): string {
	return number.replace(/^(?:00|\+)/, '');
}
