/**
 * First step of `npm start` and `npm test`: installs this repository's dependencies when they are
 * missing or older than the lock file. Plain JavaScript on Node's own modules alone, because it
 * runs before anything is installed.
 */
import { spawn } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const lockFile = join(root, 'package-lock.json');
// npm writes this file last, so an interrupted install leaves none and is repaired.
const installedMark = join(root, 'node_modules', '.package-lock.json');
const progressEveryMs = 5_000;

function isUpToDate() {
	if (!existsSync(installedMark)) return false;
	return statSync(installedMark).mtimeMs >= statSync(lockFile).mtimeMs;
}

function seconds(sinceMs) {
	return `${Math.round((Date.now() - sinceMs) / 1000)}s`;
}

/** npm as it was started, if it was: `npm` need not be on the PATH then. */
function npmCommand() {
	const cli = process.env.npm_execpath;
	if (cli && /\.c?js$/.test(cli)) return { command: process.execPath, first: [cli], shell: false };
	return { command: 'npm', first: [], shell: process.platform === 'win32' };
}

function installDependencies() {
	const { command, first, shell } = npmCommand();
	return new Promise((resolve, reject) => {
		const child = spawn(command, [...first, 'ci', '--no-audit', '--no-fund'], {
			cwd: root,
			shell,
			stdio: ['ignore', 'pipe', 'pipe'],
		});
		let output = '';
		const collect = (chunk) => {
			output = (output + chunk).slice(-8_000);
		};
		child.stdout.on('data', collect);
		child.stderr.on('data', collect);
		for (const signal of ['SIGINT', 'SIGTERM']) {
			process.once(signal, () => {
				child.kill(signal);
				process.exit(130);
			});
		}
		child.once('error', reject);
		child.once('close', (code) => {
			if (code === 0) resolve();
			else reject(new Error(`npm ci ended with code ${code}:\n${output.trim()}`));
		});
	});
}

if (!isUpToDate()) {
	const started = Date.now();
	console.log("Installing this repository's dependencies (about a minute and a half, once) ...");
	const ticker = setInterval(() => {
		console.log(`  ... still installing, ${seconds(started)}`);
	}, progressEveryMs);
	try {
		await installDependencies();
		console.log(`  done in ${seconds(started)}`);
	} catch (failure) {
		console.error(failure instanceof Error ? failure.message : failure);
		console.error(
			'The dependencies could not be installed. Check the network and the npm registry setting ' +
				'(npm config get registry), then run the same command again.',
		);
		process.exitCode = 1;
	} finally {
		clearInterval(ticker);
	}
}
