import type { Page } from 'playwright-core';

/**
 * What n8n's editor asks of the internet when it shows the details of a community node: its newest
 * version and how often it was downloaded. Answered here, so that the checks need no internet.
 */
const KNOWN_REQUESTS = [
	/^https:\/\/registry\.npmjs\.org\/n8n-nodes-cmcom$/,
	/^https:\/\/api\.npmjs\.org\/downloads\/range\/[^/]+\/n8n-nodes-cmcom$/,
];

/** Notes console errors, uncaught exceptions and requests to anywhere but this machine. */
export class PageWatch {
	private troubles: string[] = [];

	private constructor() {}

	/** Watches the page from now on. */
	static async of(page: Page): Promise<PageWatch> {
		const watch = new PageWatch();
		page.on('console', (message) => {
			if (message.type() !== 'error') return;
			watch.troubles.push(`console error: ${message.text()} (${message.location().url})`);
		});
		page.on('pageerror', (error) => {
			watch.troubles.push(`uncaught exception: ${error.stack ?? error.message}`);
		});
		await page.route(
			({ hostname }) => hostname !== '127.0.0.1',
			async (route) => {
				const url = route.request().url();
				if (KNOWN_REQUESTS.some((known) => known.test(url))) {
					await route.fulfill({ json: {} });
				} else {
					watch.troubles.push(`request to the internet: ${url}`);
					await route.abort();
				}
			},
		);
		return watch;
	}

	/** What happened since the last call. */
	take(): string[] {
		const taken = this.troubles;
		this.troubles = [];
		return taken;
	}
}
