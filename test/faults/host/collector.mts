import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

import { atShutdown } from '../../../scripts/host/shutdown.mts';

/** Takes what the runs of a workflow report, so that it is known what each was started with. */
export interface Collector {
	url: string;
	/** Everything that was reported, in order of arrival. */
	readonly reports: Array<Record<string, unknown>>;
}

export async function startCollector(): Promise<Collector> {
	const reports: Array<Record<string, unknown>> = [];
	const server = createServer((request, response) => {
		json(request).then(
			(report) => {
				reports.push(report as Record<string, unknown>);
				response.end('{}');
			},
			() => response.writeHead(400).end(),
		);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const stopNow = () => {
		server.closeAllConnections();
		server.close();
	};
	atShutdown({
		stop: () => {
			stopNow();
			return Promise.resolve();
		},
		stopNow,
	});
	return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, reports };
}
