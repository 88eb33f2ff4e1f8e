import { Router } from 'express';
import type { Assumptions } from '../assumptions.mts';
import type { Credentials } from '../contract.mts';
import type { Answer } from '../../framework/exchange.mts';
import { complaintsOf, exchangeOf, type Complaint } from '../../framework/simulatedApi.mts';
import { magicTextIn } from './fate.mts';
import { judgeMessage, type Judgement } from './messageRules.mts';
import type { MessagingService } from './service.mts';
import { tokenStateOf } from './token.mts';
import { objectOf, textOf, type Json } from './values.mts';

/** The answer to one recipient of a message (S-BM "Responses & Errors", in its order). */
interface MessageResult {
	to: string | null;
	status: 'Accepted' | 'Rejected';
	reference: string | null;
	parts: number;
	messageDetails: string | null;
	messageErrorCode: number;
}

/** An answer about the request as a whole, none of whose messages is accepted. */
export function refusal(status: number, errorCode: number, details: string): Answer {
	return { status, body: { details, errorCode, messages: [] } };
}

/** What stands wherever JSON cannot be understood. */
export const INVALID_JSON = refusal(400, 202, 'Invalid JSON');

/** POST of JSON (S-BM "Sending messages"); the keys have their documented spelling by now. */
export function jsonGateway(
	service: MessagingService,
	assumptions: Assumptions,
	credentials: Credentials,
): Router {
	const router = Router({ strict: true });
	router.post('/', async (request, response) => {
		const body = objectOf(request.body);
		const header = request.get('X-CM-PRODUCTTOKEN');
		const complaints = complaintsOf(response);
		const refused = refusalOf(body, header, complaints, assumptions, credentials);
		await exchangeOf(response).answer(refused ?? accepted(body, complaints));
	});

	const accepted = (body: Json, complaints: readonly Complaint[]): Answer => {
		const byMessage = complaintsByMessage(complaints);
		const judged = messagesIn(body).map((msg, index) =>
			judgeMessage(
				{ msg: objectOf(msg), complaints: byMessage.get(index) ?? [], protocol: 'json' },
				assumptions,
			),
		);
		service.accept(judged);
		return answerTo(judged, messagesIn(body));
	};
	return router;
}

function messagesIn(body: Json): unknown[] {
	const { msg } = objectOf(body.messages);
	return Array.isArray(msg) ? msg : [];
}

/** Why the whole request is refused, in the order of facts 4.3, or null. */
function refusalOf(
	body: Json,
	header: string | undefined,
	complaints: readonly Complaint[],
	assumptions: Assumptions,
	credentials: Credentials,
): Answer | null {
	const token = tokenOf(header, body, assumptions);
	const checks = [
		() => tokenRefusal(token, assumptions, credentials),
		() => listRefusal(body, assumptions),
	];
	if (!assumptions.tokenCheckedFirst) checks.reverse();
	for (const check of checks) {
		const refused = check();
		if (refused !== null) return refused;
	}
	if (complaints.some(({ path }) => !IN_MESSAGE.test(path))) return INVALID_JSON;
	return magicRefusal(messagesIn(body), assumptions);
}

/** Header or body (S-INT "Header authentication"). */
function tokenOf(header: string | undefined, body: Json, assumptions: Assumptions): unknown {
	const inHeader = assumptions.headerTokenAccepted ? header : undefined;
	const inBody = objectOf(objectOf(body.messages).authentication).productToken;
	return assumptions.tokenPrecedence === 'header' ? (inHeader ?? inBody) : (inBody ?? inHeader);
}

function tokenRefusal(
	token: unknown,
	assumptions: Assumptions,
	credentials: Credentials,
): Answer | null {
	const state = tokenStateOf(token, credentials, assumptions);
	if (state === 'valid') return null;
	if (state === 'invalid') {
		return refusal(400, assumptions.invalidTokenCode, 'Invalid product token.');
	}
	return refusal(400, 101, `No account found for the given ${assumptions.unknownAccountText}`);
}

function listRefusal(body: Json, assumptions: Assumptions): Answer | null {
	const { msg } = objectOf(body.messages);
	const { noMessageCode, maxMessagesPerRequest, maxRecipientsPerMessage } = assumptions;
	if (msg !== undefined && !Array.isArray(msg)) {
		return refusal(400, 203, 'msg object is an invalid type, must be an array');
	}
	if (msg === undefined || msg.length === 0) {
		const details = 'A MESSAGES object requires at least one MSG object';
		return refusal(400, noMessageCode, details);
	}
	if (msg.length > maxMessagesPerRequest) {
		const details = `A MESSAGES object can have at most ${maxMessagesPerRequest} MSG objects`;
		return refusal(400, 203, details);
	}
	const isTooWide = msg.some((one) => {
		const { to } = objectOf(one);
		return Array.isArray(to) && to.length > maxRecipientsPerMessage;
	});
	if (!isTooWide) return null;
	return refusal(400, 203, `A MSG object can have at most ${maxRecipientsPerMessage} recipients`);
}

function magicRefusal(messages: unknown[], assumptions: Assumptions): Answer | null {
	const texts = messages.map((msg) => textOf(objectOf(objectOf(msg).body).content) ?? '');
	switch (magicTextIn(texts)) {
		case 'insufficientBalance':
			return refusal(400, 102, 'Insufficient balance.');
		case 'unroutable':
			return refusal(400, assumptions.unroutableCode, 'Message is unroutable.');
		case 'internalError':
			return refusal(500, assumptions.internalErrorCode, 'Unknown Error');
		default:
			return null;
	}
}

const IN_MESSAGE = /^\/body\/messages\/msg\/(\d+)(?:\/(.*))?$/s;

/** The complaints by the number of the message they are about; their paths are those within it. */
function complaintsByMessage(complaints: readonly Complaint[]): Map<number, Complaint[]> {
	const byMessage = new Map<number, Complaint[]>();
	for (const { path, message } of complaints) {
		const [, index, within = ''] = IN_MESSAGE.exec(path) ?? [];
		const list = byMessage.get(Number(index)) ?? [];
		list.push({ path: within, message });
		byMessage.set(Number(index), list);
	}
	return byMessage;
}

/** S-BM "Responses & Errors": 200 as soon as one message is accepted, 201 if one is not. */
function answerTo(judged: readonly Judgement[], messages: readonly unknown[]): Answer {
	const results = judged.flatMap(({ recipients, content }, index) =>
		recipients.map(({ to, rejection }): MessageResult => {
			const { reference } = objectOf(messages[index]);
			return {
				to,
				status: rejection === null ? 'Accepted' : 'Rejected',
				reference: textOf(reference),
				parts: rejection === null ? content.parts : 0,
				messageDetails: rejection?.text ?? null,
				messageErrorCode: rejection?.code ?? 0,
			};
		}),
	);
	const created = results.filter(({ status }) => status === 'Accepted').length;
	return {
		status: created === 0 ? 400 : 200,
		body: {
			details: `Created ${created} message(s)`,
			errorCode: created === results.length ? 0 : 201,
			messages: results,
		},
	};
}
