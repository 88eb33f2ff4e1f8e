import { NodeOperationError, type IHookFunctions } from 'n8n-workflow';

import { listIn } from '../cm/letters/answer';
import { judge } from '../cm/letters/judgement';
import { callbackPath, callbacksPath } from '../cm/letters/paths';
import {
	desiredCallback,
	ownCallbacks,
	type OwnCallback,
	type Registration,
} from '../cm/letters/subscription';
import { connectLetters, type LettersApi } from '../connection/lettersApi';
import type { Outcome, Problem } from '../../shared/delivery/outcome';
import { explainRefusals, problemError } from '../../shared/n8n/nodeErrors';
import { checkPublicUrl } from './publicUrl';
import { newKey, newSecret } from './verification';

/**
 * Whether this trigger's callback is registered. One that differs from what it should be is
 * corrected; a second one of ours (left by an activation whose answer got lost) is removed.
 */
export async function isRegistered(context: IHookFunctions): Promise<boolean> {
	const api = await connect(context);
	const { url, memory } = registrationOf(context);
	checkReachable(context, url, api.baseUrl);
	checkStatuses(context);

	const [first, ...doubles] = await ownListed(context, api);
	if (!first) return false;
	for (const { id } of doubles) await removeCallback(context, api, id);

	if (!first.asDesired) {
		const { outcome, secret } = await send(
			context,
			api,
			'PUT',
			callbackPath(api.accountId, first.id),
		);
		accepted(context, outcome);
		memory.secret = secret;
	}
	Object.assign(memory, { callbackId: first.id, url });
	return true;
}

/** Registers this trigger's callback. When the answer got lost, the list tells whether it is there. */
export async function register(context: IHookFunctions): Promise<boolean> {
	const api = await connect(context);
	const { url, memory } = registrationOf(context);
	memory.url = url;

	const { outcome, secret } = await send(context, api, 'POST', callbacksPath(api.accountId));
	if (outcome.kind === 'refused') throw registrationError(context, outcome.problem);
	const id =
		outcome.kind === 'accepted' && outcome.id !== undefined
			? outcome.id
			: (await ownListed(context, api))[0]?.id;
	if (id === undefined) accepted(context, outcome);
	else memory.callbackId = id;
	memory.secret = secret;
	return true;
}

/** Removes this trigger's callback; one that is gone already is no failure. */
export async function unregister(context: IHookFunctions): Promise<boolean> {
	const api = await connect(context);
	for (const { id } of await ownListed(context, api)) await removeCallback(context, api, id);

	const { memory } = registrationOf(context);
	delete memory.callbackId;
	delete memory.url;
	return true;
}

/**
 * Sends the callback as it should be, with a secret of its own. The trigger is to remember that one
 * only when the service took it: until then the registration before counts. A service that refuses
 * the callback may only dislike how the header is written, which is not documented: then the secret
 * in the URL has to do.
 */
async function send(
	context: IHookFunctions,
	api: LettersApi,
	method: 'POST' | 'PUT',
	path: string,
): Promise<{ outcome: Outcome; secret: string }> {
	const { url, memory } = registrationOf(context);
	memory.key ??= newKey();
	const secret = newSecret(memory.key, memory.secret);
	const subject = {
		thing: 'the callback of this trigger',
		isNew: method === 'POST',
		changes: true,
	};
	const ask = async (withHeader: boolean) =>
		judge(await api.ask(method, path, desiredCallback(url, secret, withHeader)), subject);

	const outcome = await ask(true);
	const disliked = outcome.kind === 'refused' && [400, 422].includes(outcome.problem.httpCode ?? 0);
	const withoutHeader = disliked ? await ask(false) : outcome;
	return { outcome: withoutHeader.kind === 'refused' ? outcome : withoutHeader, secret };
}

async function removeCallback(context: IHookFunctions, api: LettersApi, id: string): Promise<void> {
	const outcome = judge(await api.ask('DELETE', callbackPath(api.accountId, id)), {
		thing: `the callback "${id}"`,
		changes: true,
	});
	const gone = outcome.kind === 'refused' && outcome.problem.httpCode === 404;
	if (!gone) accepted(context, outcome);
}

async function ownListed(context: IHookFunctions, api: LettersApi): Promise<OwnCallback[]> {
	const outcome = judge(await api.ask('GET', callbacksPath(api.accountId)), {
		thing: 'the callbacks of this account',
		changes: false,
	});
	accepted(context, outcome);
	const { url, memory } = registrationOf(context);
	const listed = outcome.kind === 'accepted' ? listIn(outcome.answer) : undefined;
	if (listed) return ownCallbacks(listed, url, memory);
	// A list that cannot be recognised: what is remembered can be corrected or removed all the same.
	return memory.callbackId === undefined ? [] : [{ id: memory.callbackId, asDesired: false }];
}

function registrationOf(context: IHookFunctions): { url: string; memory: Registration } {
	return {
		url: context.getNodeWebhookUrl('default') ?? '',
		memory: context.getWorkflowStaticData('node'),
	};
}

async function connect(context: IHookFunctions): Promise<LettersApi> {
	const api = await connectLetters(context);
	if (api.ok) return api.value;
	throw new NodeOperationError(context.getNode(), 'The callback cannot be registered at CM.com', {
		description: explainRefusals(api.refusals),
	});
}

function checkReachable(context: IHookFunctions, url: string, lettersBaseUrl: string): void {
	const reachable = checkPublicUrl(url, lettersBaseUrl);
	if (reachable.ok) return;
	throw new NodeOperationError(context.getNode(), 'CM.com cannot reach this n8n', {
		description: explainRefusals(reachable.refusals),
	});
}

/** A trigger that waits for no status would never start anything, and never say so. */
function checkStatuses(context: IHookFunctions): void {
	if (context.getNodeParameter('triggerOn') !== 'statuses') return;
	if ([context.getNodeParameter('statuses', [])].flat().length > 0) return;
	throw new NodeOperationError(context.getNode(), 'Statuses: there is none', {
		description: 'Add at least one status, or let Trigger On be Any Status Change.',
	});
}

function accepted(context: IHookFunctions, outcome: Outcome): void {
	if (outcome.kind === 'refused' || outcome.kind === 'unknown') {
		throw registrationError(context, outcome.problem);
	}
}

function registrationError(context: IHookFunctions, problem: Problem) {
	return problemError(context.getNode(), problem);
}
