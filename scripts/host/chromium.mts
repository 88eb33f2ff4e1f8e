import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { runToEnd } from './process.mts';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const macOsApps = [
	'/Applications/Chromium.app/Contents/MacOS/Chromium',
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** What a headless Chromium needs to start in a container and to keep quiet. */
export const chromiumArguments = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
	'--no-first-run',
];

function findChromium(): string | undefined {
	const named = process.env['CHROMIUM'];
	if (named) {
		if (existsSync(named)) return named;
		throw new Error(`CHROMIUM names ${named}, which does not exist`);
	}
	const folders = (process.env['PATH'] ?? '').split(':').filter(Boolean);
	const candidates = ['/usr/bin', ...folders].flatMap((folder) =>
		names.map((name) => join(folder, name)),
	);
	return [...candidates, ...macOsApps].find((file) => existsSync(file));
}

async function installWithApt(log: (line: string) => void): Promise<void> {
	log('Installing Chromium from the distribution (about a minute, once) ...');
	const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
	await runToEnd({ command: 'apt-get', args: ['update', '-q'], env });
	const args = ['install', '-y', '-q', '--no-install-recommends', 'chromium'];
	await runToEnd({ command: 'apt-get', args, env });
	log('  done');
}

/**
 * The Chromium for the browser tests: the one the variable CHROMIUM names, or one that is
 * installed; as root on Debian it is installed when there is none.
 */
export async function ensureChromium(log: (line: string) => void): Promise<string> {
	const found = findChromium();
	if (found) return found;
	const advice = 'Install Chromium or Chrome, or name its program in the variable CHROMIUM.';
	const isRoot = process.getuid?.() === 0;
	if (!isRoot || !existsSync('/usr/bin/apt-get')) throw new Error(`No Chromium here. ${advice}`);
	try {
		await installWithApt(log);
	} catch (error) {
		throw new Error(`Chromium could not be installed with apt-get. ${advice}`, { cause: error });
	}
	const installed = findChromium();
	if (!installed) throw new Error(`apt-get installed no Chromium. ${advice}`);
	return installed;
}
