import type { Assumptions } from '../assumptions.mts';
import type { Credentials } from '../contract.mts';

const GUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** Says of a product token whether it is the account's, is no token at all, or somebody else's. */
export function tokenStateOf(
	token: unknown,
	{ productToken }: Credentials,
	assumptions: Assumptions,
): 'valid' | 'invalid' | 'unknown' {
	if (!assumptions.checkToken || token === productToken) return 'valid';
	return typeof token === 'string' && GUID.test(token) ? 'unknown' : 'invalid';
}
