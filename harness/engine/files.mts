import { BinaryDataService, InstanceSettings } from 'n8n-core';
import type { BinaryData, BinaryDataConfig, ErrorReporter } from 'n8n-core';
import { Container } from '@n8n/di';
import type { IBinaryData, INodeExecutionData } from 'n8n-workflow';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';

import { pdfOf } from '../pdf/pdf.mts';

type ServiceLogger = ConstructorParameters<typeof BinaryDataService>[2];

/** A PDF with so many pages. */
export const pdf = async (pages: number): Promise<Buffer> => pdfOf(pages);

const LOCATION = {
	type: 'execution',
	workflowId: 'workflow-1',
	executionId: 'execution-1',
} as const;

export type FileMode = 'memory' | 'filesystem' | 'database' | 'inJson';

/** An input item with a file in field `data`, kept as n8n keeps it in the given mode. */
export async function itemWithFile(file: Buffer, mode: FileMode): Promise<INodeExecutionData> {
	const bare: IBinaryData = { data: '', mimeType: 'application/pdf', fileName: 'letter-1.pdf' };
	if (mode === 'memory')
		return { json: {}, binary: { data: { ...bare, data: file.toString('base64') } } };

	const stored = await storeIn(mode === 'database' ? 'database' : 'filesystem', file, bare);
	// Where an expression gives the file, its entry may be part of the item's JSON.
	return mode === 'inJson' ? { json: { data: stored } } : { json: {}, binary: { data: stored } };
}

async function storeIn(mode: 'filesystem' | 'database', file: Buffer, bare: IBinaryData) {
	const config = {
		mode,
		availableModes: [mode],
		localStoragePath: join(Container.get(InstanceSettings).n8nFolder, 'files'),
		signingSecret: 'only-for-tests',
		dbMaxFileSize: 512,
	} as unknown as BinaryDataConfig;
	// Neither is used by what these tests do.
	const [reporter, logger] = [{}, {}] as unknown as [ErrorReporter, ServiceLogger];
	const service = new BinaryDataService(config, reporter, logger);
	Container.set(BinaryDataService, service);
	if (mode === 'database') service.setManager('database', rowsInMemory());
	await service.init();
	return await service.store(LOCATION, file, bare);
}

/** n8n's server keeps files as rows of its database; to a node only their being elsewhere matters. */
function rowsInMemory(): BinaryData.Manager {
	const rows = new Map<string, Buffer>();
	const read = (id: string) => rows.get(id) ?? Buffer.alloc(0);
	return {
		init: async () => undefined,
		store: async (_location, content) => {
			const file = Buffer.isBuffer(content) ? content : await buffer(content);
			const fileId = randomUUID();
			rows.set(fileId, file);
			return { fileId, fileSize: file.length };
		},
		getAsBuffer: async (id) => read(id),
		getAsStream: async (id) => Readable.from(read(id)),
		getMetadata: async (id) => ({ fileSize: read(id).length }),
		getPath: () => '',
		copyByFileId: async (_location, id) => id,
		copyByFilePath: async () => ({ fileId: '', fileSize: 0 }),
		rename: async () => undefined,
	};
}
