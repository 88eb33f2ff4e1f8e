/** A process that runs one scenario after the other, as `run.mts` tells it. */
import { openAccount } from './account.mts';
import { runScenario, type Scenario } from './scenario.mts';

const account = await openAccount();

process.on('message', (scenario: Scenario) => {
	void runScenario(account, scenario).then(
		(result) => process.send?.(result),
		(error: unknown) => {
			console.error(error);
			process.exit(1);
		},
	);
});
process.on('disconnect', () => process.exit());
process.send?.('ready');
