import { quoted } from './quotation';
import { refused, usable, type Checked } from './refusal';

/**
 * An address from the credential, without a slash at its end; the documented one when it is empty.
 * @param parameter display name of the credential's field, for the refusal
 */
export function checkBaseUrl(value: unknown, parameter: string, unset: string): Checked<string> {
	const text = typeof value === 'string' ? value.trim() : '';
	const address = (text === '' ? unset : text).replace(/\/+$/, '');
	return /^https?:\/\/[^\s/?#]+/i.test(address) && URL.canParse(address)
		? usable(address)
		: refused(
				parameter,
				`${quoted(address)} in the credential is not a web address`,
				`Use ${unset}, or another address that starts with https://`,
			);
}

/** An address as it is compared: host in lower case, no default port, no slash at its end. */
export function plainUrl(address: string): string {
	const { origin, pathname } = new URL(address);
	return `${origin}${pathname.replace(/\/+$/, '')}`;
}
