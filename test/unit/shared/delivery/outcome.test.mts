import { succeeded, type Outcome } from '../../../../shared/delivery/outcome.ts';

const problem = { message: 'no', description: 'why' };

it.each<[Outcome, boolean]>([
	[{ kind: 'accepted', id: '1', answer: {} }, true],
	[{ kind: 'accepted', answer: undefined }, true],
	[{ kind: 'skipped', answer: {} }, true],
	[{ kind: 'refused', problem }, false],
	[{ kind: 'unknown', problem }, false],
])('%j: success %s', (outcome, success) => {
	expect(succeeded(outcome)).toBe(success);
});
