import { callbackRequest } from '../../../simulator/cm/letters/callbackRequest.mts';
import { DEFAULT_ASSUMPTIONS, type StoredCallback } from '../../../simulator/cm/server.mts';
import { forgeries, malformations } from './badCallbacks.mts';
import type { Random } from './random.mts';

/** What a request is, which says what is to become of it. */
export type Kind =
	/** As the service sends it, and for the first time. */
	| 'genuine'
	/** The same once more. */
	| 'repeat'
	/** Without the secret of the registration. */
	| 'forged'
	/** With the secret, but such that n8n does not hand it over, or too large. */
	| 'malformed'
	/** With the secret, and it tells no letter and no status. */
	| 'unreadable'
	/** With the secret, and nothing else. */
	| 'empty'
	/** Breaks off before it is whole, so that there is nobody to answer. */
	| 'broken';

export interface CallbackCall {
	kind: Kind;
	/** How it differs from what the service sends. */
	how: string;
	url: string;
	method: string;
	headers: Record<string, string>;
	body: Buffer;
	/** Letter and status it is about. */
	event: string;
	reference: string | null;
}

export interface StreamPlan {
	total: number;
	/** Of each kind but the genuine ones, which are the rest. */
	repeats: number;
	forged: number;
	/** Malformed, unreadable or empty. */
	malformed: number;
	broken: number;
}

const STATUSES = ['queued', 'printed', 'sent', 'delivered', 'archived'];
const REFERENCES = [
	'INV-2026-0042',
	'say "hello"',
	'line 1\nstatus=forged',
	'100% %41 [x]',
	'Ünïcödé 漢字',
	null,
];

/** Makes the requests of a flood of callbacks to one registration, in the order to send them. */
export class CallbackStream {
	private readonly genuine: CallbackCall[] = [];
	/** Forged before the service tells of it. */
	private readonly forgedAhead: CallbackCall[] = [];
	/** Letters with how many of their statuses were told of. */
	private readonly letters: Array<{ id: string; told: number }> = [];

	constructor(
		private readonly registered: StoredCallback,
		private readonly random: Random,
	) {}

	/** Repeats come at any distance behind what they repeat, also right behind it. */
	calls({ total, repeats, forged, malformed, broken }: StreamPlan): CallbackCall[] {
		const genuine = total - repeats - forged - malformed - broken;
		const kinds = this.random.shuffled([
			...Array<Kind>(genuine - 1).fill('genuine'),
			...Array<Kind>(repeats).fill('repeat'),
			...Array<Kind>(forged).fill('forged'),
			...Array<Kind>(malformed).fill('malformed'),
			...Array<Kind>(broken).fill('broken'),
		]);
		// What comes first has nothing to repeat.
		return (['genuine', ...kinds] as const).map((kind) => this.call(kind));
	}

	/** All that the service told of so far, in that order. */
	told(): readonly CallbackCall[] {
		return this.genuine;
	}

	call(kind: Kind): CallbackCall {
		switch (kind) {
			case 'genuine': {
				const call = this.forgedAhead.shift() ?? this.made();
				this.genuine.push(call);
				return call;
			}
			case 'repeat':
				return { ...this.earlier(), kind, how: 'sent again' };
			case 'forged':
				return this.forgery();
			case 'unreadable':
			case 'empty':
			case 'malformed':
				return this.random.pick(malformations)({ ...this.made(), kind }, this.random);
			case 'broken': {
				const call = this.made();
				return { ...call, kind, how: 'breaks off', body: call.body.subarray(0, 20) };
			}
		}
	}

	/** As the service would send it: of a new letter, or of one that moves on. */
	private made(): CallbackCall {
		const { letterId, status } = this.change();
		const reference = this.random.pick(REFERENCES);
		const trackingcode = this.random.pick([null, 'RR123456785NL']);
		const { url, method, headers, body } = callbackRequest(
			this.registered,
			{ letterId, status, reference, trackingcode, at: new Date().toISOString() },
			DEFAULT_ASSUMPTIONS,
		);
		return {
			kind: 'genuine',
			how: 'as the service sends it',
			url,
			method,
			headers,
			body: Buffer.from(body),
			event: eventOf(letterId, status),
			reference,
		};
	}

	private change(): { letterId: string; status: string } {
		const known = this.letters.slice(-100).filter(({ told }) => told < STATUSES.length);
		let letter = known[0];
		if (!letter || this.random.fraction() < 0.6) {
			letter = { id: this.random.uuid(), told: 0 };
			this.letters.push(letter);
		} else {
			letter = this.random.pick(known);
		}
		return { letterId: letter.id, status: STATUSES[letter.told++] ?? '' };
	}

	/** One of the last few, which may still be under way; of the last hundreds; or any. */
	private earlier(): CallbackCall {
		const reach = this.random.pick([3, 500, this.genuine.length]);
		return this.random.pick(this.genuine.slice(-reach));
	}

	/**
	 * Some are about what the service told of before, or tells of later: a forgery must not make a
	 * repeat of the genuine one.
	 */
	private forgery(): CallbackCall {
		const chance = this.random.fraction();
		const call = chance < 0.3 ? this.earlier() : this.made();
		if (chance > 0.6) this.forgedAhead.push(call);
		return { ...this.random.pick(forgeries)(call, this.random), kind: 'forged' };
	}
}

/** All that a callback says beside the secret, which makes two of them the same. */
export function contentOf({ url, body }: CallbackCall): string {
	const query = new URL(url).searchParams;
	query.delete('secret');
	return `${query.toString()} ${body.toString()}`;
}

/** What makes two callbacks tell of the same thing. */
export function eventOf(letterId: unknown, status: unknown): string {
	return `${String(letterId)} ${String(status)}`;
}
