import { ledgerOn, type LedgerEntry } from '../../../../shared/delivery/ledger.ts';

const DONE: LedgerEntry = { state: 'done', kind: 'accepted', id: '42', answer: { id: '42' } };

describe('ledgerOn', () => {
	it('knows what was written, until it is deleted', () => {
		const ledger = ledgerOn({});
		expect(ledger.get('a')).toBeUndefined();

		ledger.set('a', { state: 'attempted' });
		ledger.set('b', DONE);
		expect(ledger.get('a')).toEqual({ state: 'attempted' });
		expect(ledger.get('b')).toEqual(DONE);

		ledger.set('a', DONE);
		expect(ledger.get('a')).toEqual(DONE);

		ledger.delete('a');
		expect(ledger.get('a')).toBeUndefined();
		expect(ledger.get('b')).toEqual(DONE);
	});

	it('writes into the object it is given, so that whoever owns that keeps it', () => {
		const entries: Record<string, LedgerEntry> = {};
		ledgerOn(entries).set('a', DONE);
		expect(entries).toEqual({ a: DONE });
		expect(ledgerOn(entries).get('a')).toEqual(DONE);
	});

	it('reads what was written before, after it went through JSON', () => {
		const entries: Record<string, LedgerEntry> = {};
		ledgerOn(entries).set('a', DONE);
		const stored = JSON.parse(JSON.stringify(entries)) as Record<string, LedgerEntry>;
		expect(ledgerOn(stored).get('a')).toEqual(DONE);
	});

	it('deletes what is not there without complaint', () => {
		const ledger = ledgerOn({});
		ledger.delete('a');
		expect(ledger.get('a')).toBeUndefined();
	});

	it('tells the IDs of what was done, however it was done', () => {
		const ledger = ledgerOn({
			a: { state: 'attempted' },
			b: DONE,
			c: { state: 'done', kind: 'skipped', id: '43', answer: {} },
			d: { state: 'done', kind: 'accepted', answer: {} },
		});
		expect(ledger.ids()).toEqual(['42', '43']);
	});

	it('does not know a key before it is written, even one that every object has', () => {
		expect(ledgerOn({}).get('constructor')).toBeUndefined();
	});
});
