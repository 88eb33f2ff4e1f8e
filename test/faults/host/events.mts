import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';

import { PACKAGE_NAME } from '../../../scripts/demo/examples.mts';
import type { WorkflowFile } from '../../../scripts/host/entities.mts';
import { poll } from '../../../scripts/host/poll.mts';
import { messageCase } from '../../cases/messageCase.mts';
import type { Checklist } from '../../e2e/checklist.mts';
import type { Collector } from './collector.mts';

/**
 * What a real n8n makes of messaging webhooks, over HTTP alone: any version of n8n that has the
 * package, and the workflow of this file published, will do.
 */
export interface EventsScene {
	/** Where n8n is, without a slash at the end. */
	url: string;
	/** What the workflow reports its events to. */
	collector: Collector;
	/** In front of the names of the checks, such as the version of n8n. */
	label: string;
	/**
	 * Keeps n8n from recording runs while it works.
	 * @returns what came of the work
	 */
	whileNothingIsRecorded<T>(work: () => Promise<T>): Promise<T>;
	/** n8n before 2.20 answers before it records. */
	answersFirst: boolean;
}

const WEBHOOK_ID = 'faults-messages';
/** In the field Token, and in the URL before it. */
const TOKEN = 'events_token_00001';
const PREVIOUS = 'events_token_00000';
const TIMEOUT_MS = 60_000;
const LONGEST = 1024 * 1024;

/** Reports each item it is started with to the collector. */
export function eventsWorkflow(collector: Collector): WorkflowFile {
	const [trigger, report] = ['Message event', 'Report'];
	return {
		name: 'Message events',
		nodes: [
			{
				id: 'trigger',
				name: trigger,
				type: `${PACKAGE_NAME}.cmMessagingTrigger`,
				typeVersion: 1,
				position: [0, 0],
				webhookId: WEBHOOK_ID,
				parameters: {
					token: { __rl: true, mode: 'list', value: TOKEN },
					options: { previousToken: PREVIOUS },
				},
			},
			{
				id: 'report',
				name: report,
				type: 'n8n-nodes-base.httpRequest',
				typeVersion: 4.2,
				position: [200, 0],
				parameters: {
					method: 'POST',
					url: collector.url,
					sendBody: true,
					specifyBody: 'json',
					jsonBody: '={{ JSON.stringify($json) }}',
					options: {},
				},
			},
		],
		connections: { [trigger]: { main: [[{ node: report, type: 'main', index: 0 }]] } },
	};
}

const REPORTS = messageCase('reused-reference.jsonl').trim().split('\n');
const XML = messageCase('report-doctype.xml').replace(/<!DOCTYPE[^>]*>/, '');
const [JSON_TYPE, XML_TYPE, TEXT] = ['application/json', 'application/xml', 'text/plain'];

const MULTIPART = '--x\r\nContent-Disposition: form-data; name="field"\r\n\r\nvalue\r\n--x--\r\n';

/** A report that nobody sent before. */
const report = (reference: string) => (REPORTS[0] ?? '').replace('ORDER1', reference);

class Caller {
	constructor(private readonly scene: EventsScene) {}

	/** @param ending of the path behind n8n's own ID */
	async call(
		body: string | Uint8Array | undefined,
		type: string = JSON_TYPE,
		{ ending = `messages/:${TOKEN}`, method = 'POST', headers = {} } = {},
	): Promise<number> {
		const address = `${this.scene.url}/webhook/${WEBHOOK_ID}/${ending}`;
		const given = { ...(body === undefined ? {} : { 'content-type': type }), ...headers };
		const init = { method, headers: given, body: body as BodyInit | undefined };
		return (await fetch(address, init)).status;
	}

	/**
	 * What is reported of the calls: an event of its own is sent last, since one that starts no run
	 * cannot be waited for.
	 */
	async reported(calls: () => Promise<void>): Promise<Array<Record<string, unknown>>> {
		const { reports } = this.scene.collector;
		const before = reports.length;
		await calls();
		const last = `last ${Math.random()}`;
		assert.equal(await this.call(report(last)), 200);
		await poll(
			() => reports.slice(before).some(({ reference }) => reference === last) || undefined,
			{ what: 'Waiting for the last event', timeoutMs: TIMEOUT_MS },
		);
		return reports.slice(before).filter(({ reference }) => !String(reference).startsWith('last '));
	}
}

const of = (events: Array<Record<string, unknown>>, ...names: string[]) =>
	events.map((event) => names.map((name) => event[name]).join(' ')).sort();

/** All that CM.com may send, in the forms it may have. Needs an n8n that got nothing of it before. */
export async function checkEvents(checklist: Checklist, scene: EventsScene): Promise<void> {
	const { label } = scene;
	const caller = new Caller(scene);
	const expectStatus = async (expected: number, ...args: Parameters<Caller['call']>) => {
		assert.equal(await caller.call(...args), expected, JSON.stringify(args).slice(0, 200));
	};

	await checklist.check(`${label}: reads JSON, XML and text, also compressed`, async () => {
		const events = await caller.reported(async () => {
			await expectStatus(200, report('json'), JSON_TYPE);
			await expectStatus(200, XML.replace('R1', 'xml'), XML_TYPE);
			await expectStatus(200, report('text'), TEXT);
			await expectStatus(200, messageCase('report-bare-ampersand.xml'), TEXT);
			await expectStatus(200, gzipSync(report('gzip')), JSON_TYPE, {
				headers: { 'content-encoding': 'gzip' },
			});
		});
		assert.deepEqual(of(events, 'kind', 'reference', 'status'), [
			'statusReport R&D delivered',
			'statusReport gzip delivered',
			'statusReport json delivered',
			'statusReport text delivered',
			'statusReport xml delivered',
		]);
	});

	await checklist.check(`${label}: takes GET, HEAD, a trailing slash and both tokens`, async () => {
		const events = await caller.reported(async () => {
			const query = 'reference=get&from=0031612345678&to=3669&body=Hi+there';
			await expectStatus(200, undefined, '', {
				method: 'GET',
				ending: `messages/:${TOKEN}?${query}`,
			});
			await expectStatus(200, undefined, '', { method: 'HEAD' });
			await expectStatus(200, report('slash'), JSON_TYPE, { ending: `messages/:${TOKEN}/` });
			await expectStatus(200, report('bare'), JSON_TYPE, { ending: `messages/${TOKEN}` });
			await expectStatus(200, report('previous'), JSON_TYPE, { ending: `messages/:${PREVIOUS}` });
		});
		assert.deepEqual(of(events, 'kind', 'reference', 'from'), [
			'inbound get +31612345678',
			'statusReport bare ',
			'statusReport previous ',
			'statusReport slash ',
		]);
	});

	await checklist.check(`${label}: lets nobody in without the token`, async () => {
		const events = await caller.reported(async () => {
			for (const method of ['POST', 'GET', 'HEAD']) {
				const body = method === 'POST' ? report('forged') : undefined;
				await expectStatus(403, body, JSON_TYPE, { method, ending: 'messages/:wrong?body=x' });
				await expectStatus(404, body, JSON_TYPE, { method, ending: 'messages?body=x' });
			}
		});
		assert.deepEqual(events, []);
	});

	await checklist.check(
		`${label}: what only looks alike is no repeat; a repeat is dropped`,
		async () => {
			const events = await caller.reported(async () => {
				for (const each of REPORTS) await expectStatus(200, each);
				for (const each of REPORTS) await expectStatus(200, each);
				const together = REPORTS.map(
					(each) => (JSON.parse(each) as { messages: { msg: unknown } }).messages.msg,
				);
				await expectStatus(200, JSON.stringify({ messages: { msg: together } }));
			});
			assert.deepEqual(of(events, 'time', 'channel'), [
				'2026-07-01T12:00:00+02:00 ',
				'2026-07-02T09:00:00+02:00 ',
				'2026-07-03T09:00:00+02:00 WhatsApp',
				'2026-07-03T09:01:00+02:00 SMS',
			]);
		},
	);

	await checklist.check(`${label}: many at once start one run each`, async () => {
		const events = await caller.reported(async () => {
			const bodies = Array.from({ length: 20 }, (_, index) => report(`many ${index % 5}`));
			await Promise.all(bodies.map(async (body) => await expectStatus(200, body)));
		});
		assert.deepEqual(
			of(events, 'reference'),
			[0, 1, 2, 3, 4].map((index) => `many ${index}`),
		);
	});

	await checklist.check(`${label}: what cannot be read starts a run`, async () => {
		const events = await caller.reported(async () => {
			await expectStatus(200, messageCase('report-doctype.xml'), XML_TYPE);
			await expectStatus(200, '{"cut": ', TEXT);
			await expectStatus(200, 'a=b&c=d', 'application/x-www-form-urlencoded');
			await expectStatus(200, '{"hello": "world"}');
			await expectStatus(200, MULTIPART, 'multipart/form-data; boundary=x');
			for (const nothing of ['', '{}', '[]']) await expectStatus(200, nothing);
			await expectStatus(413, 'x'.repeat(LONGEST + 1), TEXT);
		});
		assert.deepEqual(of(events, 'kind', 'raw'), [
			`unreadable ${messageCase('report-doctype.xml')}`,
			'unreadable a=b&c=d',
			'unreadable {"cut":',
			'unreadable {"field":"value"}',
			'unreadable {"hello": "world"}',
		]);
	});

	await checklist.check(
		scene.answersFirst
			? `${label}: answers before it records, so that an event can be lost`
			: `${label}: what it could not record starts a run when it comes again`,
		async () => {
			const events = await caller.reported(async () => {
				const answered = await scene.whileNothingIsRecorded(
					async () => await caller.call(report('not recorded')),
				);
				assert.equal(answered, scene.answersFirst ? 200 : 500);
				await expectStatus(200, report('not recorded'));
				await expectStatus(200, report('not recorded'));
			});
			assert.deepEqual(of(events, 'reference'), scene.answersFirst ? [] : ['not recorded']);
		},
	);
}

/** A repeat after n8n was started anew, as the README says it: it runs once more, and then no more. */
export async function checkEventsAfterRestart(
	checklist: Checklist,
	scene: EventsScene,
): Promise<void> {
	const caller = new Caller(scene);
	await checklist.check(
		`${scene.label}: a repeat after a restart runs once more at most`,
		async () => {
			const { reports } = scene.collector;
			const before = reports.find(({ reference }) => reference === 'json');
			const events = await caller.reported(async () => {
				for (let count = 0; count < 3; count++) {
					assert.equal(await caller.call(report('json')), 200);
				}
			});
			assert.deepEqual(of(events, 'reference', 'eventId'), [`json ${String(before?.['eventId'])}`]);
		},
	);
}
