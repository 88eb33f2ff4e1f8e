import type { INodeProperties } from 'n8n-workflow';

import { objectIn } from '../../cm/letters/answer';
import { changedCallback, checkEndpoint, type CallbackConfig } from '../../cm/letters/callback';
import { judge, unknownFate, unrecognised } from '../../cm/letters/judgement';
import { callbackPath } from '../../cm/letters/paths';
import { refusalsOf, refused, usable, type Checked } from '../../../shared/checks/refusal';
import { itemParameter } from '../../../shared/n8n/itemParameter';
import type { Operation } from '../../../shared/n8n/operation';
import { displayFor } from '../../../shared/n8n/displayFor';
import type { LettersApi } from '../../connection/lettersApi';
import { askingOptions } from '../requestOptions';
import { configField, endpointField, readConfig } from './callbackConfig';
import { callbackIdField, callbackSubject, readCallbackId } from './callbackId';
import { callbackOutput } from './callbackOutput';

export const fields: INodeProperties[] = displayFor(
	'callback',
	['update'],
	[
		callbackIdField,
		{ ...endpointField, description: `${endpointField.description} Empty: it stays as it is.` },
		{
			...configField,
			description:
				'Settings to change; the others stay. The callback is read first and sent back whole, since CM.com does not document whether an update replaces the other properties.',
		},
		askingOptions,
	],
);

interface UpdateInput {
	callbackId: string;
	endpoint?: string;
	config: CallbackConfig;
}

/** CM Letters API, Update Callbacks. */
export const operation: Operation<UpdateInput, LettersApi> = {
	async prepare(context, itemIndex) {
		const callbackId = readCallbackId(context, itemIndex);
		const given = itemParameter(context, 'endpoint', itemIndex, '') as string;
		const endpoint: Checked<string | undefined> =
			given === '' ? usable(undefined) : checkEndpoint(given);
		const config = readConfig(context, itemIndex);
		const something: Checked<unknown> =
			given !== '' || Object.keys(config).length > 0
				? usable(true)
				: refused('Config', 'there is nothing to change', 'Set the endpoint or add a setting');
		const refusals = refusalsOf([callbackId, endpoint, something]);
		if (refusals.length > 0 || !callbackId.ok || !endpoint.ok) return { ok: false, refusals };
		return usable({ callbackId: callbackId.value, endpoint: endpoint.value, config });
	},

	async perform({ callbackId, endpoint, config }, api) {
		const path = callbackPath(api.accountId, callbackId);
		const stored = judge(await api.ask('GET', path), {
			...callbackSubject(callbackId),
			changes: false,
		});
		if (stored.kind !== 'accepted') return stored;

		const current = objectIn(stored.answer);
		if (typeof current.endpoint !== 'string') {
			return unrecognised(callbackSubject(callbackId).thing);
		}
		const body = changedCallback(current, { endpoint, config });
		const updated = judge(await api.ask('PUT', path, body), callbackSubject(callbackId));
		return updated.kind === 'accepted' ? { ...updated, id: callbackId } : updated;
	},

	about: ({ callbackId }) => callbackId,

	output: (answer, { id }) => [callbackOutput(answer, id)],

	once: {
		fingerprint: (input) => input,
		stillUnknown: ({ callbackId }) => unknownFate(callbackSubject(callbackId), {}),
	},
};
