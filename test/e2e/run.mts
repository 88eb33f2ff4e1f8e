/** `npm run test:e2e`: this package in a real n8n's editor, in a headless browser. */
import { join } from 'node:path';

import { chromium } from 'playwright-core';

import { setUpScene } from '../../scripts/demo/scene.mts';
import { chromiumArguments, ensureChromium } from '../../scripts/host/chromium.mts';
import { repositoryRoot } from '../../scripts/host/install.mts';
import { atShutdown } from '../../scripts/host/shutdown.mts';
import { carryOut } from './carryOut.mts';
import { Checklist } from './checklist.mts';
import { checkColumns } from './columns.mts';
import { checkCredential } from './credential.mts';
import { Editor } from './editor.mts';
import { checkExamples } from './examples.mts';
import { checkForms } from './forms.mts';
import { checkNodePanel } from './nodePanel.mts';
import { PageWatch } from './pageWatch.mts';
import { TIMEOUT_MS } from './timeout.mts';
import { checkRun } from './workflowRun.mts';

const folder = join(repositoryRoot, '.demo', `e2e-${process.pid}`);

/** Runs all checks; whether all went well. */
async function run(): Promise<boolean> {
	const executablePath = await ensureChromium(console.log);
	const scene = await setUpScene({
		n8nPort: 0,
		simulatorPort: 0,
		folder,
	});
	const browser = await chromium.launch({
		executablePath,
		args: chromiumArguments,
		// Stopped with everything else.
		handleSIGINT: false,
		handleSIGTERM: false,
		handleSIGHUP: false,
	});
	atShutdown({ stop: async () => await browser.close(), stopNow: () => undefined });
	const page = await browser.newPage({ viewport: { width: 1600, height: 1000 } });
	page.setDefaultTimeout(TIMEOUT_MS);

	const editor = new Editor(page, scene.n8n.url);
	await editor.signIn(scene.owner);
	// From here on: that nobody is signed in yet is an error to the console.
	const watch = await PageWatch.of(page);
	let pictures = 0;
	const checklist = new Checklist(
		() => watch.take(),
		async () => {
			const path = join(folder, `failure-${++pictures}.png`);
			await page.screenshot({ path });
			return `picture: ${path}`;
		},
	);
	console.log('');
	await checkExamples(checklist, scene);
	await checkNodePanel(checklist, editor);
	await checkForms(checklist, editor, scene);
	await checkRun(checklist, editor, scene);
	await checkColumns(checklist, editor, scene);
	await checkCredential(checklist, page, scene);
	return checklist.finish();
}

await carryOut(folder, run);
