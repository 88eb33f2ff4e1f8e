/**
 * CM Letters API: every path stands below /accounts/{accountId}.
 * IDs are encoded, so that an ID from a spreadsheet can never reach another path.
 */
const within = (accountId: string, ...segments: string[]): string =>
	['/accounts', accountId, ...segments.map(encodeURIComponent)].join('/');

export const lettersPath = (accountId: string) => within(accountId, 'letters');
export const letterPath = (accountId: string, letterId: string) =>
	within(accountId, 'letters', letterId);
export const letterPricePath = (accountId: string, letterId: string) =>
	within(accountId, 'letters', letterId, 'price');
export const pricesPath = (accountId: string) => within(accountId, 'prices');
export const pricePath = (accountId: string, isoCode: string) =>
	within(accountId, 'prices', isoCode);
export const callbacksPath = (accountId: string) => within(accountId, 'callbacks');
export const callbackPath = (accountId: string, callbackId: string) =>
	within(accountId, 'callbacks', callbackId);
