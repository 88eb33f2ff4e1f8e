/** The engine's environment has to stand before n8n-core is loaded. */
import '../../../harness/engine/environment.mts';

export { openAccount, type OpenAccount } from '../../../harness/engine/openAccount.mts';
export type { NodeResult } from '../../../harness/engine/runNode.mts';
export { soundLetter } from '../../../harness/engine/parameters.mts';
