import { Router, type Request } from 'express';
import type { Assumptions } from '../assumptions.mts';
import type { Credentials, LoggedRequest } from '../contract.mts';
import type { Answer } from '../../framework/exchange.mts';
import { exchangeOf } from '../../framework/simulatedApi.mts';
import { getMessage, type Query } from './getGateway.mts';
import { judgeMessage, type Judgement, type Rejection } from './messageRules.mts';
import type { MessagingService } from './service.mts';
import { tokenStateOf } from './token.mts';
import { objectOf, type Json } from './values.mts';
import { elementText, parsedXml } from './xml.mts';
import { errorText, refuseMagic, UNKNOWN_ERROR, XmlGatewayError } from './xmlErrors.mts';

/** POST of XML and GET with a query (S-BM "XML Protocol", "HTTP GET protocol"). */
export function xmlGateway(
	service: MessagingService,
	assumptions: Assumptions,
	credentials: Credentials,
): Router {
	const router = Router({ strict: true });
	const answered = (judge: () => Judgement[]): Answer => {
		try {
			service.accept(judge());
			return { status: 200 };
		} catch (error) {
			if (error instanceof XmlGatewayError) return errorText(error.message);
			throw error;
		}
	};
	router.post('/', async (request, response) => {
		const exchange = exchangeOf(response);
		await exchange.answer(
			answered(() => {
				const document = documentIn(request, exchange.entry);
				return judgedDocument(document, assumptions, credentials);
			}),
		);
	});
	router.get('/', async (request, response, next) => {
		if (request.method === 'HEAD') {
			next();
			return;
		}
		const exchange = exchangeOf(response);
		const query: Query = exchange.entry.query;
		await exchange.answer(answered(() => [getMessage(query, assumptions, credentials)]));
	});
	// Neither GET nor POST: 400 without a text (S-BM).
	router.all('/', async (_request, response) => {
		await exchangeOf(response).answer({ status: 400 });
	});
	return router;
}

/** The documented example "Push - xml" closes its MSG twice; that slip is let through. */
const CLOSED_TWICE = /(<\/MSG>\s*)<\/MSG>/g;

function documentIn(request: Request, entry: LoggedRequest): Json {
	const text = typeof request.body === 'string' ? request.body : '';
	try {
		return objectOf(parsedXml(text.replace(CLOSED_TWICE, '$1')));
	} catch (error) {
		entry.violation = error instanceof Error ? error.message : String(error);
		throw new XmlGatewayError(UNKNOWN_ERROR);
	}
}

function judgedDocument(
	document: Json,
	assumptions: Assumptions,
	credentials: Credentials,
): Judgement[] {
	const root = objectOf(document.MESSAGES);
	const token = elementText(objectOf(root.AUTHENTICATION).PRODUCTTOKEN);
	const state = tokenStateOf(token, credentials, assumptions);
	if (state === 'invalid') throw new XmlGatewayError('Invalid product token.');
	if (state === 'unknown') {
		throw new XmlGatewayError('No account found for the given authentication');
	}
	const elements = Array.isArray(root.MSG) ? (root.MSG as unknown[]) : [];
	if (elements.length === 0) {
		throw new XmlGatewayError('A MESSAGES node requires at least one MSG node');
	}
	if (elements.length > assumptions.maxMessagesPerRequest) throw new XmlGatewayError(UNKNOWN_ERROR);
	const messages = elements.map((element) => messageOf(objectOf(element)));
	refuseMagic(messages.map(({ body }) => elementText(objectOf(body).content) ?? ''));
	return messages.map((msg) => {
		const judgement = judgeMessage({ msg, complaints: [], protocol: 'xml' }, assumptions);
		const rejected = judgement.recipients.find(({ rejection }) => rejection !== null);
		if (rejected !== undefined) throw new XmlGatewayError(xmlText(rejected.rejection, rejected.to));
		return judgement;
	});
}

/** The texts the XML gateway has for what the JSON gateway calls otherwise (S-BM); by its codes. */
function xmlText(rejection: Rejection | null, to: string | null): string {
	switch (rejection?.code) {
		case 301:
			return 'No FROM field found in a MSG node.';
		case 302:
			return 'No phone numbers found. Message will not be sent.';
		case 303:
			return to === null || to === ''
				? 'No phone numbers found. Message will not be sent.'
				: `Rejected: Gsm '${to}' is not a number.`;
		default:
			return rejection?.text ?? UNKNOWN_ERROR;
	}
}

/** An element MSG as the message it would be in JSON; members there are no elements for are absent. */
function messageOf(element: Json): Json {
	const text = (name: string): string | undefined => elementText(element[name]) ?? undefined;
	const number = (name: string): number | undefined => {
		const digits = text(name)?.trim();
		if (digits === undefined) return undefined;
		if (/^\d{1,3}$/.test(digits)) return Number(digits);
		throw new XmlGatewayError(`Invalid field: ${name} '${digits}'`);
	};
	const channels = text('ALLOWEDCHANNELS') ?? text('CHANNEL');
	const to = Array.isArray(element.TO) ? (element.TO as unknown[]) : [];
	return {
		from: text('FROM'),
		to: to.map((one) => ({ number: elementText(one) ?? '' })),
		body: bodyOf(element.BODY),
		allowedChannels: channels?.split(',').map((name) => name.trim()),
		reference: text('REFERENCE'),
		dcs: number('DCS'),
		minimumNumberOfMessageParts: number('MINIMUMNUMBEROFMESSAGEPARTS'),
		maximumNumberOfMessageParts: number('MAXIMUMNUMBEROFMESSAGEPARTS'),
		customGrouping: text('CUSTOMGROUPING'),
		customGrouping2: text('CUSTOMGROUPING2'),
		customGrouping3: text('CUSTOMGROUPING3'),
		validity: text('VALIDITY'),
		appKey: text('APPKEY'),
	};
}

function bodyOf(element: unknown): Json | undefined {
	if (element === undefined) return undefined;
	return { content: elementText(element) ?? '', type: objectOf(element)['@TYPE'] };
}
