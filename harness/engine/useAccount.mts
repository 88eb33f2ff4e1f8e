import { openAccount, type Account, type OpenAccount } from './openAccount.mts';

export type { Account, N8nProcess } from './openAccount.mts';
export { locator, soundLetter, soundMessage } from './parameters.mts';

/** One account for a whole test file, emptied before each test. Call it at the top of the file. */
export function useAccount(): Account {
	let account: OpenAccount | undefined;
	const opened = (): OpenAccount => {
		if (!account) throw new Error('The account is not opened yet');
		return account;
	};

	beforeAll(async () => {
		account = await openAccount();
	});
	beforeEach(() => opened().reset());
	// A request that the description of the API does not allow fails the test that sent it.
	afterEach(() => expect(opened().simulator.violations()).toEqual([]));
	afterAll(async () => await account?.close());

	return {
		get simulator() {
			return opened().simulator;
		},
		get loaded() {
			return opened().loaded;
		},
		get credential() {
			return opened().credential;
		},
		get store() {
			return opened().store;
		},
		letters: async (...run) => await opened().letters(...run),
		messaging: async (...run) => await opened().messaging(...run),
		secondProcess: async () => await opened().secondProcess(),
	};
}
