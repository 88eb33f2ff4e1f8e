import { quoted } from '../quotation';
import { refused, type Checked } from '../refusal';
import type { PhoneReading } from './phoneNumbers';

type Unread = Exclude<PhoneReading, { kind: 'number' }>;

const INTERNATIONAL = 'Write it with + and the country code';

/**
 * Why a text is no phone number that a message can go to, and what to write instead. Nothing is
 * advised that would then be refused.
 * @param country name of the default country, where there is one
 */
export function phoneRefusal(
	parameter: string,
	text: string,
	reading: Unread,
	country: string | undefined,
): Checked<never> {
	const { reason, remedy } = explained(reading, country);
	return refused(parameter, `${quoted(text)} ${reason}`, remedy);
}

function explained(
	reading: Unread,
	country: string | undefined,
): { reason: string; remedy: string } {
	if (reading.kind === 'ambiguous') {
		return { reason: `can mean ${reading.meanings.join(' or ')}`, remedy: INTERNATIONAL };
	}
	switch (reading.why) {
		case 'noCountry':
			return {
				reason: 'is not a phone number without its country',
				remedy: `${INTERNATIONAL}, such as +31612345678, or choose the Default Country of such numbers`,
			};
		case 'notAtHome':
			return {
				reason: `is not a phone number of the Default Country (${country})`,
				remedy:
					'Check its digits. A number of another country needs + and its country code in front',
			};
		case 'extension':
			return {
				reason: 'has an extension, which no message can reach',
				remedy: 'Leave the extension off',
			};
		case 'several':
			return {
				reason: 'looks like two numbers with a slash between',
				remedy: 'Put a comma between two numbers, and no slash into one',
			};
		case 'spreadsheet':
			return {
				reason: 'was written as a quantity, whose digits may be lost',
				remedy: 'Give the column the format Text in the spreadsheet, and enter the number again',
			};
		case 'words':
			return {
				reason: 'is not a phone number',
				remedy: `Write the number only${withCountry(country)}`,
			};
		default:
			return {
				reason: 'is not a phone number',
				remedy:
					reading.documented === undefined
						? `Check its digits${withCountry(country)}`
						: 'Check its digits. If it is right all the same, write it as 00, country code and number, digits only',
			};
	}
}

function withCountry(country: string | undefined): string {
	const home = country === undefined ? ', or as it is dialled in the Default Country' : '';
	return `, with + and the country code, such as +31612345678${home}`;
}
