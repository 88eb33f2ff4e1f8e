/** The engine's environment has to stand before n8n-core is loaded. */
import '../../engine/harness/environment.mts';

export { openAccount, type OpenAccount } from '../../engine/harness/openAccount.mts';
export type { NodeResult } from '../../engine/harness/runNode.mts';
export { soundLetter } from '../../engine/harness/parameters.mts';
