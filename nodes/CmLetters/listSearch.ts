import { NodeApiError, type ILoadOptionsFunctions, type INodeListSearchResult } from 'n8n-workflow';

import { idIn, listIn } from '../cm/letters/answer';
import { judge } from '../cm/letters/judgement';
import { callbacksPath, lettersPath } from '../cm/letters/paths';
import { plainWord } from '../../shared/checks/text';
import { explainRefusals } from '../../shared/n8n/nodeErrors';
import { connectLetters, type LettersApi } from '../connection/lettersApi';

type Entry = INodeListSearchResult['results'][number];

/** Countries by name or code; asks no service. */
export async function searchCountries(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const { searchCountries: search } = await import('../../shared/letters/addresses');
	return {
		results: search(filter).map(({ code, name }) => ({ name: `${name} (${code})`, value: code })),
	};
}

/** Letters of the account, told apart by reference, recipient and status. */
export async function searchLetters(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const letters = await list(this, ({ accountId }) => lettersPath(accountId), 'the letters');
	return found(
		letters.flatMap((letter) => entry(letter, letterTitle(letter))),
		filter,
	);
}

/** Callbacks of the account, told apart by their endpoint. */
export async function searchCallbacks(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const callbacks = await list(this, ({ accountId }) => callbacksPath(accountId), 'the callbacks');
	return found(
		callbacks.flatMap((each) => entry(each, withoutQuery(each.endpoint))),
		filter,
	);
}

async function list(
	context: ILoadOptionsFunctions,
	path: (api: LettersApi) => string,
	thing: string,
): Promise<Array<Record<string, unknown>>> {
	const api = await connectLetters(context);
	if (!api.ok) throw listError(context, explainRefusals(api.refusals), '');

	const outcome = judge(await api.value.ask('GET', path(api.value)), { thing, changes: false });
	if (outcome.kind === 'refused' || outcome.kind === 'unknown') {
		throw listError(context, outcome.problem.message, outcome.problem.description);
	}
	return listIn(outcome.answer) ?? [];
}

function listError(context: ILoadOptionsFunctions, message: string, description: string) {
	return new NodeApiError(context.getNode(), { message }, { message, description });
}

function entry(object: Record<string, unknown>, title: string): Entry[] {
	const id = idIn(object);
	return id === undefined ? [] : [{ name: title === '' ? id : title, value: id }];
}

function letterTitle(letter: Record<string, unknown>): string {
	const [address] = Array.isArray(letter.addresses)
		? (letter.addresses as Array<{ recipient?: unknown }>)
		: [];
	const addressee = plainWord(address?.recipient).split('\n')[0];
	return [letter.reference, addressee, letter.status]
		.filter((part) => typeof part === 'string' && part !== '')
		.join(', ');
}

/** An endpoint's query may hold a secret. */
function withoutQuery(endpoint: unknown): string {
	return plainWord(endpoint).split('?')[0] ?? '';
}

function found(entries: Entry[], filter = ''): INodeListSearchResult {
	const wanted = filter.trim().toLowerCase();
	return {
		results: entries.filter(
			({ name, value }) =>
				name.toLowerCase().includes(wanted) || plainWord(value).toLowerCase().includes(wanted),
		),
	};
}
