import { quoted } from '../../../../shared/checks/quotation';
import type { Form } from '../form';
import { septetsOf } from './gsmAlphabet';
import { unsendableReason } from '../unsendable';
import { countParts, MOST_PARTS, type PartCount } from './parts';

/** How the text of an SMS is sent. */
export interface SmsText {
	content: string;
	/** body.type; `auto` lets the service choose the encoding. */
	type?: string;
	dcs?: number;
	mostParts?: number;
	/** Whether type and dcs are known: the service takes neither of them for GSM. */
	encodingIsKnown: boolean;
	/** Whether a text that needs Unicode is refused: a part then holds 70 characters and not 160. */
	refuseUnicode: boolean;
}

/** Business Messaging API, HTTP GET protocol, FROM: 11 alphanumerical characters or 16 digits. */
const LONGEST_SENDER = { name: 11, digits: 16 };

/**
 * Checks a sender of SMS. Assumption: "alphanumerical" is the GSM alphabet, in which an SMS carries
 * its sender (3GPP TS 23.040, 9.1.2.5); the document's own examples have spaces and points.
 */
export function checkSmsSender(form: Form, from: string): void {
	if (from === '') return;
	if (/^\+?\d+$/.test(from)) {
		if (from.replace('+', '').length > LONGEST_SENDER.digits) tooLong(form, from);
		return;
	}
	const widths = [...from].map(septetsOf);
	const foreign = [...from].filter((character, index) => !isPrinted(character, widths[index]));
	if (foreign.length > 0) {
		form.refuse(
			'From',
			`${quoted(from)} holds ${quoted([...new Set(foreign)].join(''))}, which no SMS can show as its sender`,
			'Use letters without special accents, and digits',
		);
		return;
	}
	const length = widths.reduce<number>((sum, width) => sum + (width ?? 1), 0);
	if (length > LONGEST_SENDER.name) tooLong(form, from);
}

function isPrinted(character: string, width: number | undefined): boolean {
	return width !== undefined && !/[\n\r\f]/.test(character);
}

function tooLong(form: Form, from: string): void {
	form.refuse(
		'From',
		`${quoted(from)} is too long for SMS`,
		`Use at most ${LONGEST_SENDER.name} letters and digits, or a number of at most ${LONGEST_SENDER.digits} digits`,
	);
}

/**
 * Checks the encoding and the length of a text that may go by SMS.
 * Business Messaging API, Unicode, Custom DCS ("if you set DCS to 0 or do not include the parameter,
 * the messages uses standard GSM encoding") and Multipart.
 */
export function checkSmsText(form: Form, sms: SmsText): void {
	const { content, dcs, mostParts = MOST_PARTS, refuseUnicode, encodingIsKnown } = sms;
	const type = sms.type?.toLowerCase();
	// Binary messages are written as hexadecimal digits; what cannot be sent at all is named already.
	if (type === 'binary' || content === '' || unsendableReason(content) !== undefined) return;

	const isChosen = type !== 'auto';
	const count = countParts(content, isChosen && dcs === 8 ? 'Unicode' : undefined);
	if (count.encoding === 'Unicode') {
		if (refuseUnicode) {
			form.refuse(
				'Message',
				`it needs Unicode${because(count)}, which leaves 70 characters to a part`,
				'Replace these characters, or switch Refuse Unicode off',
			);
		} else if (encodingIsKnown && isChosen && dcs !== 8) {
			form.refuse(
				'Message',
				`the GSM alphabet cannot hold it${because(count)}`,
				'Set Encoding to Automatic, or Data Coding Scheme to Unicode',
			);
		}
	}
	const most = Math.min(mostParts, MOST_PARTS);
	if (count.parts > most) {
		form.refuse(
			'Message',
			`it takes ${count.parts} SMS parts${because(count)}; at most ${most} are allowed`,
			most < MOST_PARTS ? 'Shorten it, or raise Maximum Parts' : 'Shorten it',
		);
	}
}

/** The first characters that are not in the GSM alphabet, and where the first stands. */
function because({ forcesUnicode }: PartCount): string {
	const [first] = forcesUnicode;
	if (first === undefined) return '';
	const characters = [...new Set(forcesUnicode.map(({ character }) => character))].slice(0, 5);
	return ` because of ${characters.map(quoted).join(', ')}, first as character ${first.position}`;
}
