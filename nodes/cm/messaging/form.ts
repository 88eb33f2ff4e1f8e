import { quoted, shortened } from '../../../shared/checks/quotation';
import type { Checked, Refusal } from '../../../shared/checks/refusal';
import { UNSENDABLE_REMEDY, unsendableReason } from './unsendable';

/**
 * Reads what stands in a form, where every value may be text, a number or the result of an
 * expression, and remembers everything that is wrong with it. Nothing is ever thrown; the values
 * read count only when {@link outcome} says so.
 */
export class Form {
	constructor(
		/** Display name of the part of the node it stands in; empty for the node itself. */
		private readonly place = '',
		private readonly refusals: Refusal[] = [],
	) {}

	/** A part of this form, whose refusals name it: `Item 2, Latitude`. */
	part(name: string): Form {
		return new Form(this.named(name), this.refusals);
	}

	refuse(field: string, reason: string, remedy: string): void {
		this.refusals.push({ parameter: this.named(field), reason, remedy });
	}

	/** Takes over the value of a check made elsewhere, or its refusals. */
	take<T>(checked: Checked<T>): T | undefined {
		if (checked.ok) return checked.value;
		this.refusals.push(...checked.refusals);
		return undefined;
	}

	/** Text as it was written; nothing when there is none but white space. */
	text(field: string, value: unknown, limits: { longest?: number } = {}): string | undefined {
		if (value === undefined || value === null) return undefined;
		if (typeof value === 'object') {
			const kind = Array.isArray(value) ? 'a list' : 'an object';
			this.refuse(field, `it is ${kind}, not text`, 'Let the expression give one of its values');
			return undefined;
		}
		const text = String(value);
		const unsendable = unsendableReason(text);
		if (unsendable !== undefined) this.refuse(field, unsendable, UNSENDABLE_REMEDY);
		const { longest } = limits;
		const length = [...text].length;
		if (longest !== undefined && length > longest) {
			this.refuse(
				field,
				`it has ${length} characters; at most ${longest} are allowed`,
				'Shorten it',
			);
		}
		return text.trim() === '' ? undefined : text;
	}

	/** Text that has to be there. */
	requiredText(field: string, value: unknown, limits: { longest?: number } = {}): string {
		const text = this.text(field, value, limits);
		if (text === undefined && isEmpty(value)) this.missing(field);
		return text ?? '';
	}

	/** A name, address or ID: text without white space around it. */
	word(field: string, value: unknown, limits: { longest?: number } = {}): string | undefined {
		return this.text(field, typeof value === 'string' ? value.trim() : value, limits);
	}

	requiredWord(field: string, value: unknown, limits: { longest?: number } = {}): string {
		return this.requiredText(field, typeof value === 'string' ? value.trim() : value, limits);
	}

	/** A number, also one that is written as text. */
	number(
		field: string,
		value: unknown,
		{ least = -Infinity, most = Infinity, whole = false } = {},
	): number | undefined {
		const text = this.word(field, value);
		if (text === undefined) return undefined;
		const number = /^[+-]?\d+(\.\d+)?$/.test(text) ? Number(text) : NaN;
		if (!Number.isFinite(number) || (whole && !Number.isInteger(number))) {
			this.refuse(
				field,
				`${quoted(text)} is not a ${whole ? 'whole ' : ''}number`,
				whole ? 'Use digits only' : 'Use digits, with a point before decimals',
			);
			return undefined;
		}
		if (number < least || number > most) {
			const range = most === Infinity ? `${least} or more` : `between ${least} and ${most}`;
			this.refuse(field, `${shortened(text)} is out of range`, `Use a number ${range}`);
			return undefined;
		}
		return number;
	}

	requiredNumber(
		field: string,
		value: unknown,
		limits: { least?: number; most?: number; whole?: boolean } = {},
	): number {
		if (isEmpty(value)) this.missing(field);
		return this.number(field, value, limits) ?? 0;
	}

	/** What was built from this form, or everything that is wrong with it. */
	outcome<T>(value: T): Checked<T> {
		return this.refusals.length > 0 ? { ok: false, refusals: this.refusals } : { ok: true, value };
	}

	missing(field: string): void {
		this.refuse(field, 'it is empty', 'Fill it in');
	}

	/** A field with the part that it stands in. */
	named(field: string): string {
		return this.place === '' ? field : `${this.place}, ${field}`;
	}
}

function isEmpty(value: unknown): boolean {
	return (
		value === undefined || value === null || (typeof value === 'string' && value.trim() === '')
	);
}

/** An object without the members that were not given: nothing unset is sent. */
export function given<T extends object>(object: T): T {
	return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as T;
}

/** A list, or nothing when there is nothing in it. */
export function filled<T>(list: T[]): T[] | undefined {
	return list.length === 0 ? undefined : list;
}
