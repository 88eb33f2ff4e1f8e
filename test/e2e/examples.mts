import assert from 'node:assert/strict';

import {
	deliverLetters,
	deliveryTexts,
	mailSpreadsheet,
	runForm,
} from '../../scripts/demo/mailing.mts';
import { members } from '../../scripts/demo/members.mts';
import { unexpected, unexpectedTexting } from '../../scripts/demo/report.mts';
import type { Scene } from '../../scripts/demo/scene.mts';
import { sendMessages, textSpreadsheet } from '../../scripts/demo/texting.mts';
import { outputOf } from '../../scripts/host/executionData.mts';
import { pdfOf } from '../../harness/pdf/pdf.mts';
import type { Checklist } from './checklist.mts';

const STEP_EVERY_MS = 500;

const pdfLetter = (): File =>
	new File([pdfOf(1, () => 'Ms J. de Vries, Keizersgracht 12, 1015 CJ Amsterdam')], 'letter.pdf', {
		type: 'application/pdf',
	});

/** A spreadsheet of one good row; n8n reads CSV by the same operation, UTF-8 by its mark. */
function spreadsheetOf(reference: string): File {
	const [member] = members;
	const row = Object.entries({ ...member, reference });
	const lines = [row.map(([key]) => key), row.map(([, value]) => `"${value}"`)];
	return new File([`\ufeff${lines.map((line) => line.join(',')).join('\n')}`], 'one.xlsx');
}

/** The shipped example workflows do what they say. Comes before anything else is mailed. */
export async function checkExamples(checklist: Checklist, scene: Scene): Promise<void> {
	const { client, simulator } = scene;

	await checklist.check('example: letters from a spreadsheet, and their statuses', async () => {
		const mailing = await mailSpreadsheet(scene);
		const events = await deliverLetters(scene, STEP_EVERY_MS);
		assert.deepEqual(unexpected(mailing, events, scene), []);
	});

	await checklist.check(
		'example: every letter has its row, with a price and a status',
		async () => {
			const rows = await client.dataTableRows('cm_letters');
			const accepted = rows.filter(({ outcome }) => outcome === 'accepted');
			assert.equal(accepted.length, 23);
			assert.deepEqual(
				accepted.filter(({ price, status }) => !price || !status),
				[],
			);
			assert.deepEqual(
				rows.filter(({ outcome }) => outcome === 'refused').map(({ reason }) => typeof reason),
				['string', 'string'],
			);
		},
	);

	await checklist.check(
		'example: who gets a letter is told by SMS, at his own number',
		async () => {
			const texts = deliveryTexts(simulator);
			const digits = (number: string) => number.replace(/\D/g, '').slice(-6);
			const references = new Set(simulator.letters().map(({ reference }) => reference));
			const expected = members.filter(({ reference }) => references.has(reference));
			assert.deepEqual(
				texts.map(({ reference, to }) => `${reference} ${digits(to)}`).sort(),
				expected.map(({ reference, phone }) => `${reference} ${digits(phone)}`).sort(),
			);
		},
	);

	await checklist.check('example: the same spreadsheet again mails nothing twice', async () => {
		const count = simulator.letters().length;
		const { rows, accepted, refused } = await mailSpreadsheet(scene);
		assert.deepEqual([rows, accepted, refused.length], [25, 0, 2]);
		assert.equal(simulator.letters().length, count);
	});

	await checklist.check('example: a PDF letter from a file is stored, then sent', async () => {
		const name = 'pdf-letter-from-a-file';
		await runForm(scene, name, [pdfLetter(), 'Netherlands', 'PDF-1']);
		const letter = simulator.letters().find(({ reference }) => reference === 'PDF-1');
		assert.ok(letter?.pdf, 'the simulator has no such letter with a PDF');
		assert.notEqual(letter.status, 'draft');
	});

	await checklist.check('example: a letter whose answer got lost is mailed once', async () => {
		const name = 'letters-from-a-spreadsheet';
		const upload = async () => {
			const { data } = await runForm(scene, name, [spreadsheetOf('LOST-1')]);
			const [item] = outputOf(data, 'Send letters', 0);
			const mailed = simulator.letters().filter(({ reference }) => reference === 'LOST-1');
			assert.deepEqual([mailed.length, mailed[0]?.id], [1, item?.json['letterId']]);
			return item?.json;
		};
		simulator.setFaults([{ kind: 'resetAfter', method: 'POST', path: '/letters$', times: 1 }]);
		const first = await upload();
		simulator.setFaults([]);
		assert.equal(first?.['outcome'], 'accepted', JSON.stringify(first));
		assert.match(String(first?.['note']), /found by its reference/);
		const rows = await client.dataTableRows('cm_letters');
		assert.equal(rows.find(({ reference }) => reference === 'LOST-1')?.['outcome'], 'accepted');
		assert.equal((await upload())?.['outcome'], 'skipped');
	});

	await checklist.check('example: SMS from a spreadsheet, a template, and a reply', async () => {
		assert.deepEqual(unexpectedTexting(await sendMessages(scene)), []);
	});

	await checklist.check('example: every message has its row, and so has the reply', async () => {
		const rows = await client.dataTableRows('cm_messages');
		assert.equal(rows.length, members.length + 1);
		assert.deepEqual(
			rows.filter(({ outcome, phone }) => outcome !== 'accepted' || !phone),
			[],
		);
		const replies = await client.dataTableRows('cm_replies');
		assert.deepEqual(
			replies.map(({ from, text }) => [from, text]),
			[['+31612345071', 'Thank you, it is paid.']],
		);
	});

	await checklist.check('example: the same spreadsheet again texts nobody twice', async () => {
		const count = simulator.messages().length;
		const texting = await textSpreadsheet(scene);
		assert.deepEqual(texting, { rows: 25, accepted: 0, rejected: 0 });
		assert.equal(simulator.messages().length, count);
	});
}
