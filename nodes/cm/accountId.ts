import { quoted } from '../../shared/checks/quotation';
import { refused, usable, type Checked } from '../../shared/checks/refusal';

const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/**
 * The account ID as it goes into a URL.
 * CM Letters API, Authentication, AccountID: a GUID that stands in the address of the Letters app.
 */
export function checkAccountId(value: unknown): Checked<string> {
	const accountId = typeof value === 'string' ? value.trim() : '';
	if (GUID.test(accountId)) return usable(accountId);
	return refused(
		'Account ID',
		accountId === ''
			? 'the credential holds none, and CM Letters needs one'
			: `${quoted(accountId)} is not a GUID`,
		'Copy the GUID from the address bar of the CM.com Letters app into the credential (it looks like 11111111-2222-4333-8444-555555555555)',
	);
}
