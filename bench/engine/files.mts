import { randomBytes } from 'node:crypto';
import { join } from 'node:path';

import { Container } from '@n8n/di';
import {
	BinaryDataService,
	InstanceSettings,
	type BinaryDataConfig,
	type ErrorReporter,
} from 'n8n-core';
import type { IBinaryData, INodeExecutionData } from 'n8n-workflow';

type ServiceLogger = ConstructorParameters<typeof BinaryDataService>[2];

let service: BinaryDataService | undefined;

/**
 * Items with a PDF each, in n8n's filesystem mode. All name one and the same file: nodes read it
 * anew for every item either way, and the system's cache holds it either way.
 */
export async function itemsWithFile(count: number, size: number): Promise<INodeExecutionData[]> {
	const bare: IBinaryData = { data: '', mimeType: 'application/pdf', fileName: 'letter.pdf' };
	const stored = await (
		await binaryData()
	).store(
		{ type: 'execution', workflowId: 'workflow-1', executionId: 'execution-1' },
		pdfOf(size),
		bare,
	);
	return Array.from({ length: count }, () => ({
		json: { destination: 'NL' },
		binary: { data: { ...stored } },
	}));
}

/** One page with a picture of noise, that makes it as large as wanted: what scans and photos do. */
function pdfOf(size: number): Buffer {
	const parts: Buffer[] = [];
	const offsets: number[] = [];
	let length = 0;
	const add = (...pieces: Array<string | Buffer>) => {
		for (const piece of pieces) {
			const bytes = Buffer.from(piece);
			parts.push(bytes);
			length += bytes.length;
		}
	};
	const object = (...pieces: Array<string | Buffer>) => {
		offsets.push(length);
		add(`${offsets.length} 0 obj\n`, ...pieces, '\nendobj\n');
	};
	add('%PDF-1.4\n');
	object('<</Type/Catalog/Pages 2 0 R>>');
	object('<</Type/Pages/Kids[3 0 R]/Count 1>>');
	object(
		'<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</XObject<</I 4 0 R>>>>/Contents 5 0 R>>',
	);
	const pixels = randomBytes(size - 1024);
	object(
		`<</Type/XObject/Subtype/Image/Width ${pixels.length}/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length ${pixels.length}>>stream\n`,
		pixels,
		'\nendstream',
	);
	const drawing = 'q 595 0 0 842 0 0 cm /I Do Q';
	object(`<</Length ${drawing.length}>>stream\n${drawing}\nendstream`);
	const start = length;
	const entries = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`);
	add(
		`xref\n0 ${offsets.length + 1}\n0000000000 65535 f \n${entries.join('')}`,
		`trailer<</Size ${offsets.length + 1}/Root 1 0 R>>\nstartxref\n${start}\n%%EOF`,
	);
	return Buffer.concat(parts);
}

async function binaryData(): Promise<BinaryDataService> {
	if (service) return service;
	const config = {
		mode: 'filesystem',
		availableModes: ['filesystem'],
		localStoragePath: join(Container.get(InstanceSettings).n8nFolder, 'files'),
		signingSecret: 'only-for-the-bench',
	} as unknown as BinaryDataConfig;
	// Neither is used by what is done here.
	const [reporter, logger] = [{}, {}] as unknown as [ErrorReporter, ServiceLogger];
	service = new BinaryDataService(config, reporter, logger);
	Container.set(BinaryDataService, service);
	await service.init();
	return service;
}
