import type { INodeProperties } from 'n8n-workflow';

import { buildConversion, judgeConversion, type Conversion } from '../../cm/messaging/conversion';
import { unknownConversion } from '../../cm/messaging/problems';
import { displayFor } from '../../n8n/displayFor';
import type { Operation } from '../../n8n/operation';
import { itemParameter } from '../../n8n/itemParameter';
import type { MessagingApi } from '../messagingApi';
import { askingOptions } from '../messagingOptions';

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
			placeholder: 'e.g. 0031612345678',
			description: 'Recipient of the message',
		},
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

/** Conversion API: a recipient used what a message said. */
export const operation: Operation<Conversion, MessagingApi> = {
	async prepare(context, itemIndex, { productToken }) {
		const field = (name: string) => itemParameter(context, name, itemIndex, '');
		return buildConversion(
			{
				reference: field('reference'),
				msisdn: field('msisdn'),
				convertedTimestamp: field('convertedTimestamp'),
			},
			productToken,
		);
	},

	async perform(conversion, api, until) {
		const { conversion: url } = api.addresses;
		const attempt = await api.send({ method: 'POST', url, body: conversion }, until);
		return attempt.kind === 'late' ? attempt : judgeConversion(attempt);
	},

	output: () => [{ reported: true }],

	once: {
		fingerprint: ({ Reference, Msisdn, ConvertedTimestamp }) => [
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
