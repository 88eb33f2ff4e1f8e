import express, {
	type ErrorRequestHandler,
	type Request,
	type RequestHandler,
	type Response,
	type Router,
} from 'express';
import * as OpenApiValidator from 'express-openapi-validator';
import { ApiError } from './apiError.mts';
import type { LoggedForm } from './contract.mts';
import { Exchange, type Answer } from './exchange.mts';
import type { FaultBook } from './faults.mts';
import { logEntryOf, type RequestLog } from './requestLog.mts';
import { sha256 } from './sha256.mts';
import type { Watch } from './watch.mts';

/** What a simulated API brings along; the rest is the same for all of them. */
export interface ApiDescription {
	/** What reads the body; JSON if absent. */
	parser?: RequestHandler;
	/** Changes a body that was read, before it is checked. What arrived has been logged by then. */
	prepare?(request: Request): void;
	/** How requests are checked; absent if the routes do it all. */
	description?: ApiValidation;
	/** How a refusal is answered. */
	errorAnswer(error: ApiError, request: Request): Answer;
	routes: Router;
}

/** The checks of an API that has an OpenAPI description. */
export interface ApiValidation {
	/** The path of a YAML or JSON file. */
	openApiFile: string;
	/** Checks of credentials, by name of the security scheme; they throw ApiError. */
	securityHandlers: Record<string, (request: Request) => boolean>;
	/** What the description cannot say: a complaint about a request it allows, or null. */
	furtherCheck?(request: Request): string | null;
	/**
	 * Whether a body that the description does not allow goes on to the routes, which find what is
	 * wrong with it in complaintsOf(response); otherwise it is refused.
	 */
	leavesBodiesToRoutes?: boolean;
}

/** Something in a request that its OpenAPI description does not allow. */
export interface Complaint {
	/** Such as "/body/destination". */
	path: string;
	message: string;
}

/** What all simulated APIs share. */
export interface ApiSurroundings {
	log: RequestLog;
	faults: FaultBook;
	watch: Watch;
	/** Names, in lower case, of headers that carry a secret: the log shows their end only. */
	secretHeaders: readonly string[];
	/** Aborted when the simulator closes. */
	closing: AbortSignal;
}

const MAX_JSON = '10mb';
/** How many complaints the log keeps of one request. */
const MAX_COMPLAINTS = 20;
/** A stop for runaway uploads; what the API itself refuses is an assumption. */
const MAX_FILE_BYTES = 256 * 1024 * 1024;
/** Answers of the validator that mean that the description does not allow the request. */
const VIOLATIONS = new Set([400, 404, 405, 413, 415]);

/** The exchange a request belongs to, which is how it gets answered. */
export function exchangeOf(response: Response): Exchange {
	return response.locals.exchange as Exchange;
}

/** What the description does not allow in a body that went on to the routes nevertheless. */
export function complaintsOf(response: Response): readonly Complaint[] {
	return (response.locals.complaints as Complaint[] | undefined) ?? [];
}

/** The files of a multipart request. */
export function filesOf(request: Request): Express.Multer.File[] {
	return Array.isArray(request.files) ? request.files : [];
}

/**
 * A simulated API: logs what arrives, checks it against the OpenAPI description, lets faults
 * happen, and leaves the rest to its routes. A request the description does not allow is refused
 * and marked in the log.
 */
export function simulatedApi(api: ApiDescription, around: ApiSurroundings): RequestHandler[] {
	const arrive: RequestHandler = (request, response, next) => {
		const entry = logEntryOf(request, around.secretHeaders);
		const plan = around.faults.plan(request.method, entry.path);
		response.locals.exchange = new Exchange(request, response, entry, plan, around);
		around.log.push(entry);
		around.watch.changed();
		next();
	};
	const prepare: RequestHandler = (request, response, next) => {
		if (api.prepare !== undefined) {
			exchangeOf(response).entry.body = loggedBody(request);
			api.prepare(request);
		}
		next();
	};
	const begin: RequestHandler = async (request, response, next) => {
		const { entry } = exchangeOf(response);
		const complaint = api.description?.furtherCheck?.(request) ?? null;
		if (complaint !== null)
			throw new OpenApiValidator.error.BadRequest({ path: request.path, message: complaint });
		if (entry.body === null) entry.body = loggedBody(request);
		if (await exchangeOf(response).begin()) next();
	};
	return [
		arrive,
		api.parser ?? express.json({ limit: MAX_JSON, strict: false }),
		prepare,
		...(api.description === undefined ? [] : validator(api.description)),
		begin,
		api.routes,
		// The validator forgives a slash at the end, the routes do not.
		(request) => {
			throw new OpenApiValidator.error.NotFound({ path: request.path });
		},
		refuse(api) as unknown as RequestHandler,
	];
}

function validator(validation: ApiValidation): RequestHandler[] {
	const { openApiFile, securityHandlers, leavesBodiesToRoutes = false } = validation;
	const handlers = OpenApiValidator.middleware({
		apiSpec: openApiFile,
		validateApiSpec: false,
		validateRequests: { allErrors: true, allowUnknownQueryParameters: false },
		validateResponses: false,
		validateSecurity: { handlers: securityHandlers },
		ajvFormats: { mode: 'full' },
		fileUploader: { limits: { fileSize: MAX_FILE_BYTES }, defParamCharset: 'utf8' },
	});
	return leavesBodiesToRoutes
		? [...handlers, noteComplaints as unknown as RequestHandler]
		: handlers;
}

/** Marks a request whose body is not allowed, and lets it go on. */
const noteComplaints: ErrorRequestHandler = (error: unknown, _request, response, next) => {
	const { status, errors = [] } = error as ValidatorError;
	if (status !== 400 || errors.length === 0 || !errors.every(isAboutBody)) {
		next(error);
		return;
	}
	response.locals.complaints = errors;
	exchangeOf(response).entry.violation = textOf(errors);
	next();
};

function isAboutBody({ path }: Complaint): boolean {
	return path.startsWith('/body/');
}

function refuse(api: ApiDescription): ErrorRequestHandler {
	return async (error: unknown, request, response, next) => {
		if (response.headersSent) {
			next(error);
			return;
		}
		const exchange = exchangeOf(response);
		const refusal = refusalOf(error, request);
		if (exchange.entry.body === null) exchange.entry.body = loggedBody(request);
		if (!(error instanceof ApiError) && VIOLATIONS.has(refusal.status)) {
			exchange.entry.violation = refusal.message;
		}
		if (await exchange.begin()) await exchange.answer(api.errorAnswer(refusal, request));
	};
}

/** What the validator and the parsers of bodies throw. */
interface ValidatorError {
	status?: number;
	message?: string;
	errors?: Complaint[];
}

/** "/body/extra must NOT have additional properties"; the path names the property. */
function textOf(complaints: readonly Complaint[]): string {
	const texts = complaints
		.slice(0, MAX_COMPLAINTS)
		.map(({ path, message }) => `${path} ${message}`);
	return texts.join('; ');
}

/** The errors of the validator and of the parsers of bodies have a status; others are ours. */
function refusalOf(error: unknown, request: Request): ApiError {
	if (error instanceof ApiError) return error;
	const { status, message, errors } = error as ValidatorError;
	const text = textOf(errors ?? []) || message || 'Unknown error';
	if (status === 404) {
		return new ApiError(404, `The API has no ${request.method} ${request.originalUrl}`);
	}
	if (typeof status === 'number' && status < 500) return new ApiError(status, text);
	// The validator takes a broken form for an error of its own.
	if (request.is('multipart/form-data') && status === 500) return new ApiError(400, text);
	console.error(error);
	return new ApiError(500, text);
}

function loggedBody(request: Request): unknown {
	const body: unknown = request.body;
	if (body === undefined) return null;
	if (!request.is('multipart/form-data')) return body;
	const files = filesOf(request);
	const fileFields = new Set(files.map((file) => file.fieldname));
	const form: LoggedForm = { fields: {}, file: null };
	for (const [name, value] of Object.entries(body as Record<string, unknown>)) {
		if (fileFields.has(name)) continue;
		form.fields[name] = typeof value === 'string' ? value : JSON.stringify(value);
	}
	const [file] = files;
	if (file !== undefined) {
		form.file = {
			field: file.fieldname,
			fileName: file.originalname,
			mimeType: file.mimetype,
			size: file.size,
			sha256: sha256(file.buffer),
		};
	}
	return form;
}
