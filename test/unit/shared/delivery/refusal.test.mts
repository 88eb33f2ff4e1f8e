import { refusalSentence, refusalsOf, refused, usable } from '../../../../shared/checks/refusal.ts';

it('a usable value is what it was', () => {
	const value = { any: 'thing' };
	expect(usable(value)).toEqual({ ok: true, value });
	expect(usable(undefined)).toEqual({ ok: true, value: undefined });
});

it('a refusal names the parameter, the reason and the remedy', () => {
	expect(refused('Destination', 'it is empty', 'Fill it in')).toEqual({
		ok: false,
		refusals: [{ parameter: 'Destination', reason: 'it is empty', remedy: 'Fill it in' }],
	});
});

it('gathers the refusals of many checks, in their order', () => {
	const first = refused('A', 'a', 'do a');
	const second = { ok: false as const, refusals: [...reasons('B'), ...reasons('C')] };
	const names = refusalsOf([usable(1), first, usable(false), second]).map(
		({ parameter }) => parameter,
	);
	expect(names).toEqual(['A', 'B', 'C']);
	expect(refusalsOf([])).toEqual([]);
	expect(refusalsOf([usable(1)])).toEqual([]);
});

it('says a refusal in one sentence', () => {
	expect(
		refusalSentence({ parameter: 'Destination', reason: '"Narnia" is not a country', remedy: '' }),
	).toBe('Destination: "Narnia" is not a country');
});

function reasons(parameter: string) {
	return [{ parameter, reason: 'it is empty', remedy: 'Fill it in' }];
}
