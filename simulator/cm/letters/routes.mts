import { Router, type Request } from 'express';
import { ApiError } from '../../framework/apiError.mts';
import type { Assumptions } from '../assumptions.mts';
import type { Answer } from '../../framework/exchange.mts';
import { exchangeOf, filesOf } from '../../framework/simulatedApi.mts';
import { callbackPropertiesOf, type StoredCallback } from './callback.mts';
import { letterPropertiesOf } from './letter.mts';
import { letterAnswer, letterList, listAnswer, type Page } from './letterAnswer.mts';
import { priceModel, priceModels, priceOf } from './prices.mts';
import type { LettersService } from './service.mts';

type Body = Record<string, unknown>;
type Handler = (request: Request) => Answer | Promise<Answer>;
type Method = 'get' | 'post' | 'put' | 'delete';

/** The field of a form that holds the PDF (S-LET "from PDF file"). */
export const PDF_FIELD = 'pdf';

/**
 * The operations of the Letters API (S-LET), below its base URL; requests have been validated
 * before.
 */
export function letterRoutes(service: LettersService, assumptions: Assumptions): Router {
	const router = Router({ strict: true, caseSensitive: true });
	const route = (method: Method, path: string, handler: Handler): void => {
		router[method](`/accounts/:accountId/${path}`, async (request, response) => {
			await exchangeOf(response).answer(await handler(request));
		});
	};
	const list = (name: string, items: readonly unknown[]): Answer =>
		listAnswer(name, items, assumptions);
	const created = (body: unknown): Answer => ({
		status: assumptions.createStatus,
		...(assumptions.createBody === 'empty' ? {} : { body }),
	});
	const updated = (body: unknown): Answer =>
		assumptions.putAnswer === 204 ? { status: 204 } : { status: 200, body };
	const removed = (): Answer =>
		assumptions.deleteAnswer === 204 ? { status: 204 } : { status: 200, body: {} };
	const letterBody = (stored: Parameters<typeof letterAnswer>[0]): Body =>
		letterAnswer(stored, assumptions);
	const callbackBody = ({ id, callback }: StoredCallback): Body => ({
		[assumptions.idName.replace('letter', 'callback')]: id,
		...callback,
	});

	route('post', 'letters', async (request) => {
		const file = filesOf(request).find(({ fieldname }) => fieldname === PDF_FIELD);
		const letter = letterPropertiesOf(request.body as Body);
		return created(letterBody(await service.createLetter(letter, file?.buffer ?? null)));
	});
	route('get', 'letters', (request) =>
		letterList(
			service.book.letters(),
			pageOf(request),
			assumptions,
			Date.now(),
			addressOf(request),
		),
	);
	route('get', 'letters/:letterId', (request) => ({
		status: 200,
		body: letterBody(service.letter(parameter(request, 'letterId'))),
	}));
	route('get', 'letters/:letterId/price', (request) => {
		const { letter, pages } = service.letter(parameter(request, 'letterId'));
		return { status: 200, body: priceOf(letter, pages) };
	});
	route('put', 'letters/:letterId', (request) => {
		const changes = letterPropertiesOf(request.body as Body);
		return updated(letterBody(service.updateLetter(parameter(request, 'letterId'), changes)));
	});
	route('delete', 'letters/:letterId', (request) => {
		service.removeLetter(parameter(request, 'letterId'));
		return removed();
	});

	route('get', 'prices', () => list('prices', priceModels()));
	route('get', 'prices/:isoCode', (request) => {
		const isoCode = parameter(request, 'isoCode');
		const body = priceModel(isoCode);
		if (body === null) throw new ApiError(404, `There are no prices for ${isoCode}`);
		return { status: 200, body };
	});

	route('post', 'callbacks', (request) =>
		created(callbackBody(service.createCallback(callbackPropertiesOf(request.body as Body)))),
	);
	route('get', 'callbacks', () => list('callbacks', service.book.callbacks().map(callbackBody)));
	route('get', 'callbacks/:callbackId', (request) => ({
		status: 200,
		body: callbackBody(service.callback(parameter(request, 'callbackId'))),
	}));
	route('put', 'callbacks/:callbackId', (request) => {
		const changes = callbackPropertiesOf(request.body as Body);
		return updated(callbackBody(service.updateCallback(parameter(request, 'callbackId'), changes)));
	});
	route('delete', 'callbacks/:callbackId', (request) => {
		service.removeCallback(parameter(request, 'callbackId'));
		return removed();
	});
	return router;
}

/** The validator has seen to it that they are whole numbers. */
function pageOf({ query }: Request): Page {
	const { Skip = 0, Take } = query;
	return { skip: Number(Skip), ...(Take === undefined ? {} : { take: Number(Take) }) };
}

/** Where a request went, without its query. */
function addressOf(request: Request): string {
	return `${request.protocol}://${request.get('host')}${request.baseUrl}${request.path}`;
}

function parameter(request: Request, name: string): string {
	const value = request.params[name];
	return typeof value === 'string' ? value : '';
}
