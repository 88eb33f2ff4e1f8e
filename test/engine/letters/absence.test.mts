import type { FaultRule } from '../../../simulator/cm/contract.mts';
import { useAccount } from '../../../harness/engine/useAccount.mts';
import { booksOf, letterWith, outcomes } from './support/letterRuns.mts';

const account = useAccount();
const { there } = booksOf(account);

/** One after the other, so that it is known which request is hit. */
const inTurn = letterWith({ concurrency: 1 });

const to = (reference: string, who: string) => ({
	json: { reference, recipient: `${who}\nKeizersgracht 12\n1015 CJ Amsterdam` },
});
const toEach = { ...inTurn, recipient: '={{ $json.recipient }}' };

const first = (kind: FaultRule['kind']): FaultRule => ({ kind, method: 'POST', times: 1 });

it('a reference that begins like another one is not taken for that one, cut off', async () => {
	account.simulator.setFaults([first('resetBefore')]);
	const items = [to('REF-10', 'Ms Ten'), to('REF-1', 'Mr One')];
	expect(outcomes(await account.letters(toEach, items))).toEqual(['accepted', 'accepted']);
	expect(there().sort()).toEqual(['REF-1', 'REF-10']);
});

it('a new try that the service turns away is made again', async () => {
	account.simulator.setFaults([
		first('resetBefore'),
		{ kind: 'status', status: 429, method: 'POST', every: 2, times: 1 },
	]);
	const items = [to('R-1', 'Ann'), to('R-2', 'Ben')];
	expect(outcomes(await account.letters(toEach, items))).toEqual(['accepted', 'accepted']);
	expect(there().sort()).toEqual(['R-1', 'R-2']);
});
