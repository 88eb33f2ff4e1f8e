import type { INodeProperties } from 'n8n-workflow';

import { buildConversion, judgeConversion, type Conversion } from '../../cm/messaging/conversion';
import { checkRecipients, type Recipient } from '../../cm/messaging/recipients';
import { unknownConversion } from '../../cm/messaging/answers/problems';
import { refused, refusalsOf, usable, type Checked } from '../../../shared/checks/refusal';
import { displayFor } from '../../../shared/n8n/displayFor';
import type { Operation } from '../../../shared/n8n/operation';
import { itemParameter } from '../../../shared/n8n/itemParameter';
import type { MessagingApi } from '../messagingApi';
import { askingOptions } from '../messagingOptions';
import { defaultCountryField, readDefaultCountry } from '../phoneCountry';

export const fields: INodeProperties[] = displayFor(
	'conversion',
	['report'],
	[
		{
			displayName: 'Reference',
			name: 'reference',
			type: 'string',
			default: '',
			placeholder: 'e.g. INV20260042',
			description:
				'Reference of the message that led to the conversion; this or the phone number is needed',
		},
		{
			displayName: 'Phone Number',
			name: 'msisdn',
			type: 'string',
			default: '',
			placeholder: 'e.g. +31612345678',
			description: 'Recipient of the message, in any common form',
		},
		defaultCountryField,
		{
			displayName: 'Converted Timestamp',
			name: 'convertedTimestamp',
			type: 'dateTime',
			default: '',
			description:
				'When the recipient used what the message said. Empty: CM.com takes the time of the report.',
		},
		askingOptions,
	],
);

interface Report {
	conversion: Conversion;
	/** The recipient, where one was given. */
	recipient?: Recipient;
}

const PHONE_NUMBER = 'Phone Number';

/** Conversion API: a recipient used what a message said. */
export const operation: Operation<Report, MessagingApi> = {
	async prepare(context, itemIndex, { productToken }) {
		const field = (name: string) => itemParameter(context, name, itemIndex, '');
		const recipient = await readRecipient(field('msisdn'), readDefaultCountry(context, itemIndex));
		const conversion = buildConversion(
			{
				reference: field('reference'),
				// Stands in so that the rest is checked too.
				msisdn: recipient.ok ? recipient.value?.number : '0',
				convertedTimestamp: field('convertedTimestamp'),
			},
			productToken,
		);
		return recipient.ok && conversion.ok
			? usable({ conversion: conversion.value, recipient: recipient.value })
			: { ok: false, refusals: refusalsOf([recipient, conversion]) };
	},

	async perform({ conversion }, api, until) {
		const url = api.conversionAddress;
		const attempt = await api.send({ method: 'POST', url, body: conversion }, until);
		return attempt.kind === 'late' ? attempt : judgeConversion(attempt);
	},

	output: (_answer, { input: { recipient } }) => [
		{
			reported: true,
			...(recipient === undefined || recipient.typed === recipient.number
				? {}
				: { phoneNumber: recipient.number, phoneNumberAsTyped: recipient.typed }),
		},
	],

	once: {
		fingerprint: ({ conversion: { Reference, Msisdn, ConvertedTimestamp } }) => [
			Reference,
			Msisdn,
			ConvertedTimestamp,
		],
		stillUnknown: () =>
			unknownConversion({
				kind: 'unanswered',
				message: 'an earlier try of this execution ended so',
			}),
	},
};

/** The one phone number in the field, or nothing where it is empty. */
async function readRecipient(
	value: unknown,
	defaultCountry: unknown,
): Promise<Checked<Recipient | undefined>> {
	if (value === undefined || value === null || String(value).trim() === '')
		return usable(undefined);
	const recipients = await checkRecipients(value, {
		// Any channel may have carried the message.
		channels: ['WhatsApp'],
		defaultCountry,
		parameter: PHONE_NUMBER,
	});
	if (!recipients.ok) return recipients;
	return recipients.value.length > 1
		? refused(PHONE_NUMBER, 'there are several', 'Report one conversion per item')
		: usable(recipients.value[0]);
}
