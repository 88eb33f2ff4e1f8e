/** A phone number as a person or a spreadsheet wrote it, without what does not belong to it. */
export type PhoneText =
	/** Digits with separators, perhaps + in front. */
	| { kind: 'written'; text: string }
	/** Why it is no number that a message can be sent to. */
	| { kind: 'flawed'; flaw: PhoneFlaw };

export type PhoneFlaw = 'extension' | 'spreadsheet' | 'several' | 'words';

/** Longer than any number, however it is written: the text of a letter, say. */
const LONGEST = 100;
/** `tel:` of links, `whatsapp:` of other services, "Mobile:" of address books. */
const LABEL = /^(?:tel|telephone|phone|mobile|mob|sms|smsto|callto|whatsapp)\.?\s*:\s*(?:\/\/)?/i;
/** Spreadsheets mark a cell as text with ' before it, or with ="…". */
const TEXT_MARK = /^='?"(.*)"$|^"(.*)"$|^['’‘`]+(.*?)['’]?$/;
/** "ext. 5", "x5", "#5", "extension 5", German "Durchwahl 5". */
const EXTENSION = /\d[\s,.)-]*(?:ext(?:ension)?|x|#|durchwahl|dw|nst|poste|int)[\s.:=]*\d+$/i;
/** 3.16E+10: most digits are lost. */
const EXPONENT = /^[+-]?\d+(?:\.\d+)?e[+-]?\d+$/i;
/** A number with decimals; those of a whole number are zeros. */
const FLOAT = /^(\+?\d{4,})\.(\d{1,2}|0+)$/;
/** ".0" behind digits that somebody grouped: whether the 0 is a digit cannot be told. */
const FLOAT_TAIL = /\.0$|^[^.]*\.00$/;

/**
 * Takes the marks off a number that programs put around it, and finds what is none.
 * Nothing is known here of countries and lengths.
 */
export function phoneText(text: string): PhoneText {
	if (text.length > LONGEST) return flawed('words');
	const marked = withPlainDigits(text);
	const [, ...inner] = TEXT_MARK.exec(marked) ?? [];
	const written = (inner.find((part) => part !== undefined) ?? marked)
		.trim()
		.replace(LABEL, '')
		.trim();

	if (EXPONENT.test(written)) return flawed('spreadsheet');
	const [, whole, decimals] = FLOAT.exec(written) ?? [];
	if (whole !== undefined) {
		return /^0+$/.test(decimals ?? '') ? { kind: 'written', text: whole } : flawed('spreadsheet');
	}
	if (FLOAT_TAIL.test(written)) return flawed('spreadsheet');
	if (EXTENSION.test(written)) return flawed('extension');
	if (!/^[\d\s()./[\]\p{Pd}+]+$/u.test(written)) return flawed('words');
	return written.split('/').length > 2 ? flawed('several') : { kind: 'written', text: written };
}

/** The digits, with + before them where it was written so. */
export function digitsOf(written: string): string {
	return written.replace(/[\s().[\]/\p{Pd}]/gu, '');
}

/** Full-width and Arabic digits as 0–9; invisible marks, which address books copy along, dropped. */
function withPlainDigits(text: string): string {
	return text
		.normalize('NFKC')
		.replace(/\p{Cf}/gu, '')
		.replace(/[\u0660-\u0669\u06F0-\u06F9]/g, (digit) => String(digit.charCodeAt(0) & 0xf))
		.trim();
}

function flawed(flaw: PhoneFlaw): PhoneText {
	return { kind: 'flawed', flaw };
}
