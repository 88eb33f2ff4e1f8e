import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { checkRecipientText, checkSenderText, PRINTS_DESTINATION } from '../../cm/letters/address';
import { objectIn } from '../../cm/letters/answer';
import {
	changedLetter,
	checkLetterOptions,
	checkMessage,
	checkPrintable,
	isLetter,
	type Letter,
	type LetterAddress,
} from '../../cm/letters/letter';
import { judge, unknownFate, unrecognised, type Subject } from '../../cm/letters/judgement';
import { letterPath } from '../../cm/letters/paths';
import { isLetterShown } from '../../cm/letters/recognition';
import type { Outcome } from '../../../shared/delivery/outcome';
import {
	refusalSentence,
	refusalsOf,
	refused,
	usable,
	type Checked,
	type Refusal,
} from '../../../shared/checks/refusal';
import type { GivenAddresses } from '../../../shared/letters/addresses';
import { itemParameter } from '../../../shared/n8n/itemParameter';
import type { Operation } from '../../../shared/n8n/operation';
import { displayFor } from '../../../shared/n8n/displayFor';
import type { LettersApi } from '../../connection/lettersApi';
import { askingOptions } from '../requestOptions';
import { letterIdField, readLetterId } from './letterId';
import { countryOptionFields, letterOptionFields, withFields } from './letterContent.fields';
import { letterOutput } from './letterOutput';
import { readSimplify, simplifyField } from './simplify.field';
import { renewKey } from './correctKeys';
import { alphabetical } from '../../../shared/n8n/alphabetical';

const changeableTexts: INodeProperties[] = [
	{
		displayName: 'Destination',
		name: 'destination',
		type: 'string',
		default: '',
		placeholder: 'e.g. NL',
		description: 'Code or English name of the country the letter goes to',
	},
	{
		displayName: 'Message',
		name: 'message',
		type: 'string',
		typeOptions: { rows: 8 },
		default: '',
		description: 'Text of the letter',
	},
	{
		displayName: 'Recipient',
		name: 'recipient',
		type: 'string',
		typeOptions: { rows: 4 },
		default: '',
		description:
			'Full postal address, one line of it per line. Its country is added by the rule of Create.',
	},
	{
		displayName: 'Reference',
		name: 'reference',
		type: 'string',
		default: '',
		description: 'Your own key for this letter',
	},
	{
		displayName: 'Sender',
		name: 'sender',
		type: 'string',
		typeOptions: { rows: 2 },
		default: '',
		description: 'Full sender address; one line is enough',
	},
];

export const fields: INodeProperties[] = displayFor(
	'letter',
	['update'],
	[
		letterIdField,
		{
			displayName: 'Update Fields',
			name: 'updateFields',
			type: 'collection',
			placeholder: 'Add field',
			default: {},
			description:
				'The letter is read first and sent back whole with these changes, since CM.com does not document whether an update replaces the other properties',
			options: withFields(
				alphabetical([...letterOptionFields, ...changeableTexts]),
				...countryOptionFields,
			),
		},
		simplifyField,
		askingOptions,
	],
);

/** How the country is printed, where options say it. */
type CountryPrinting = Pick<GivenAddresses, 'home' | 'language'>;

interface UpdateInput {
	letterId: string;
	simplify: boolean;
	changes: Omit<Letter, 'addresses'>;
	address: Partial<LetterAddress>;
	/** How the country is printed, as the options say. */
	printing: CountryPrinting;
}

/**
 * CM Letters API, Update Letters: a letter that is not yet sent out. scheduledate is never part of
 * it, so that an update mails nothing.
 */
export const operation: Operation<UpdateInput, LettersApi> = {
	async prepare(context, itemIndex) {
		const given = itemParameter(context, 'updateFields', itemIndex, {}) as IDataObject;
		const letterId = readLetterId(context, itemIndex);
		const changes = await readChanges(given);
		if (!letterId.ok || !changes.ok) {
			return { ok: false, refusals: refusalsOf([letterId, changes]) };
		}
		return usable({
			letterId: letterId.value,
			simplify: readSimplify(context, itemIndex),
			...changes.value,
		});
	},

	async perform(input, api) {
		const { letterId } = input;
		const path = letterPath(api.accountId, letterId);
		const stored = judge(await api.ask('GET', path), { ...subject(letterId), changes: false });
		if (stored.kind !== 'accepted') return stored;

		const current = objectIn(stored.answer);
		if (!isLetter(current)) return unrecognised(subject(letterId).thing);
		const before = current;
		const changes = await changesTo(current, input);
		if (!changes.ok) return notChanged(changes.refusals);
		const body = changedLetter(current, changes.value);
		const updated = judge(await api.ask('PUT', path, body), {
			...subject(letterId),
			isShownIn: (answer) => isLetterShown(body, answer),
		});
		if (updated.kind === 'accepted') return { ...updated, id: letterId, before };
		// An answer that shows nothing: the letter itself does.
		return updated.kind === 'unknown'
			? await readBack(letterId, body, before, api, updated)
			: updated;
	},

	about: ({ letterId }) => letterId,

	output: (answer, { id, skipped, note, input: { simplify } }) => [
		letterOutput(answer, { letterId: id, skipped, simplify, notes: [note] }),
	],

	once: {
		fingerprint: ({ letterId, changes, address }) => ({ letterId, changes, address }),
		stillUnknown: ({ letterId }) => unknownFate(subject(letterId), {}),
		afterwards: async (input, { before }, api, memory) => {
			const changed = Object.keys({ ...input.changes, ...input.address });
			const changes = await changesTo(before as Letter, input);
			if (!changes.ok || changed.every((name) => name === 'dateplace')) return undefined;
			return await renewKey(input.letterId, before, changes.value, api, memory);
		},
	},
};

/** Whether a letter shows what it was changed to. */
async function readBack(
	letterId: string,
	body: Letter,
	before: Record<string, unknown>,
	api: LettersApi,
	unknown: Outcome,
): Promise<Outcome> {
	const path = letterPath(api.accountId, letterId);
	const now = judge(await api.ask('GET', path), { ...subject(letterId), changes: false });
	if (now.kind !== 'accepted') return unknown;
	const shown = objectIn(now.answer);
	const isThere = Object.entries(body).every(
		([name, value]) => JSON.stringify(shown[name]) === JSON.stringify(value),
	);
	return isThere ? { ...now, id: letterId, before } : unknown;
}

type Changes = Pick<UpdateInput, 'changes' | 'address' | 'printing'>;

async function readChanges(given: IDataObject): Promise<Checked<Changes>> {
	const { homeCountry = '', countryLanguage, ...others } = given;
	if (Object.keys(others).length === 0) {
		return refused('Update Fields', 'there is nothing to change', 'Add at least one field');
	}
	const { checkCountry, isCountryLanguage } = await import('../../../shared/letters/addresses');
	const options = checkLetterOptions(others, { keepEmpty: true });
	const checks = {
		destination: 'destination' in given && checkCountry(given.destination, 'Destination'),
		message: 'message' in given && checkMessage(given.message),
		recipient: 'recipient' in given && checkRecipientText(given.recipient),
		sender: 'sender' in given && checkSenderText(given.sender),
		home: homeCountry !== '' && checkCountry(homeCountry, 'Home Country'),
	};
	const printable = checkPrintable({
		Recipient: valueOf(checks.recipient),
		Sender: valueOf(checks.sender),
		Message: valueOf(checks.message),
		Subject: options.ok ? options.value.subject : '',
		'Date and Place': options.ok ? options.value.dateplace : '',
	});
	const refusals = refusalsOf([
		...Object.values(checks).filter((check) => check !== false),
		options,
		printable,
	]);
	if (refusals.length > 0 || !options.ok) return { ok: false, refusals };

	return usable({
		changes: {
			...options.value,
			...onlyGiven({
				destination: valueOf(checks.destination),
				message: valueOf(checks.message),
			}),
		},
		address: onlyGiven({
			recipient: valueOf(checks.recipient),
			sender: valueOf(checks.sender),
		}),
		printing: onlyGiven({
			home: valueOf(checks.home),
			language: isCountryLanguage(countryLanguage) ? countryLanguage : undefined,
		}),
	});
}

function valueOf(check: Checked<string> | false): string | undefined {
	return check !== false && check.ok ? check.value : undefined;
}

function onlyGiven<T extends object>(object: T): Partial<T> {
	return Object.fromEntries(
		Object.entries(object).filter(([, value]) => value !== undefined),
	) as Partial<T>;
}

/**
 * What changes of a letter. Where its recipient, sender or destination does, the country stands in
 * the recipient as in a new letter.
 */
async function changesTo(
	current: Letter,
	{ changes, address, printing }: Changes,
): Promise<Checked<Partial<Letter>>> {
	const isOther = Object.keys(address).length > 0 || changes.destination !== undefined;
	if (!isOther) return usable(changes);
	const { addresses } = current as { addresses?: unknown };
	const [first] = Array.isArray(addresses) ? (addresses as LetterAddress[]) : [];
	const { recipient, sender } = { ...first, ...address };
	const destination = changes.destination ?? current.destination;
	// A PDF carries its address, and CM.com may show a letter without it.
	if (typeof recipient !== 'string' || typeof destination !== 'string') {
		return usable(
			Object.keys(address).length === 0
				? changes
				: { ...changes, addresses: [{ ...first, ...address } as LetterAddress] },
		);
	}
	const { checkLetterAddresses } = await import('../../../shared/letters/addresses');
	const printed = checkLetterAddresses({
		...printing,
		destination,
		printsCountry: !PRINTS_DESTINATION,
		recipient: { text: recipient },
		...(typeof sender === 'string' && sender !== '' ? { sender: { text: sender } } : {}),
	});
	return printed.ok
		? usable({
				...changes,
				addresses: [{ ...first, ...address, recipient: printed.value.recipient.join('\n') }],
			})
		: printed;
}

function notChanged(refusals: Refusal[]): Outcome {
	return {
		kind: 'refused',
		neverLeft: true,
		problem: {
			message: refusals.map(refusalSentence).join('; '),
			description: `Nothing was changed. ${refusals.map(({ remedy }) => `${remedy}.`).join(' ')}`,
		},
	};
}

function subject(letterId: string): Subject {
	return {
		thing: `the letter "${letterId}"`,
		changes: true,
		whereToLook: 'The change may have been made. Look at the letter with Get.',
	};
}
