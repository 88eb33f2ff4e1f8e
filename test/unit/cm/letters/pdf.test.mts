import { PDFDocument } from 'pdf-lib';

import { checkPdf } from '../../../../nodes/cm/letters/pdf.ts';
import { refusalIn, valueOf } from '../../support/checked.mts';

const FIELD = 'Input Data Field Name';
const TRAILER = '<< /Size 9 /Root 1 0 R >>';

/** A PDF as most programs write it, of so many pages. */
async function pdfOf(pages: number, useObjectStreams = true): Promise<Buffer> {
	const document = await PDFDocument.create();
	for (let page = 1; page <= pages; page++) document.addPage().drawText(`Page ${page}`);
	return Buffer.from(await document.save({ addDefaultPage: false, useObjectStreams }));
}

/** A PDF written by hand. */
function handwritten(objects: string[], trailer = TRAILER): Buffer {
	let text = '%PDF-1.4\n';
	const offsets = objects.map((object, index) => {
		const offset = text.length;
		text += `${index + 1} 0 obj\n${object}\nendobj\n`;
		return offset;
	});
	const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`);
	const start = text.length;
	text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table.join('')}`;
	return Buffer.from(`${text}trailer\n${trailer}\nstartxref\n${start}\n%%EOF\n`, 'latin1');
}

const PAGE_CONTENT = 'BT /F1 12 Tf 72 700 Td (Dear reader) Tj ET\n'.repeat(40);
const ONE_PAGE = [
	'<< /Type /Catalog /Pages 2 0 R >>',
	'<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
	'<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>',
	`<< /Length ${PAGE_CONTENT.length} >>\nstream\n${PAGE_CONTENT}\nendstream`,
];

beforeAll(() => {
	// The library names what it cannot read on the console, which the build takes out of it.
	jest.spyOn(console, 'warn').mockImplementation(() => undefined);
});

afterAll(() => {
	jest.restoreAllMocks();
});

describe('takes', () => {
	it.each([1, 2, 30])('a PDF of %i pages, and counts them', async (pages) => {
		expect(valueOf(await checkPdf(await pdfOf(pages), FIELD))).toBe(pages);
		expect(valueOf(await checkPdf(await pdfOf(pages, false), FIELD))).toBe(pages);
	});

	it('a PDF written by hand', async () => {
		expect(valueOf(await checkPdf(handwritten(ONE_PAGE), FIELD))).toBe(1);
	});

	it.each([1, 500, 1019])('a header behind %i bytes of something else', async (bytes) => {
		const junk = Buffer.alloc(bytes, 'x');
		expect(valueOf(await checkPdf(Buffer.concat([junk, await pdfOf(1)]), FIELD))).toBe(1);
	});

	it.each(['\r\n', '\0'.repeat(1000), '\n<!-- added by a mail server -->\n'])(
		'something behind the end (%j)',
		async (more) => {
			const bytes = Buffer.concat([await pdfOf(1), Buffer.from(more)]);
			expect(valueOf(await checkPdf(bytes, FIELD))).toBe(1);
		},
	);
});

describe('refuses', () => {
	const reasonOf = async (bytes: Buffer) => {
		const { parameter, reason } = refusalIn(await checkPdf(bytes, FIELD));
		expect(parameter).toBe(FIELD);
		return reason;
	};

	it('an empty file', async () => {
		expect(await reasonOf(Buffer.alloc(0))).toBe('the file is empty');
	});

	it.each([
		['text', Buffer.from('Dear reader')],
		['a page', Buffer.from('<!doctype html><title>%PDF</title>')],
		['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])],
		['a Word file', Buffer.from('PK\u0003\u0004', 'latin1')],
		['zeros', Buffer.alloc(4096)],
		['a header in lower case', Buffer.from('%pdf-1.7')],
	])('%s', async (_what, bytes) => {
		expect(await reasonOf(bytes)).toBe('the file is not a PDF');
	});

	it('a header that stands too late', async () => {
		const late = Buffer.concat([Buffer.alloc(1020, 'x'), await pdfOf(1)]);
		expect(await reasonOf(late)).toBe('the file is not a PDF');
	});

	it('a PDF without a page', async () => {
		const empty = handwritten([
			'<< /Type /Catalog /Pages 2 0 R >>',
			'<< /Type /Pages /Kids [] /Count 0 >>',
		]);
		expect(await reasonOf(empty)).toBe('the PDF has no page');
		expect(await reasonOf(await pdfOf(0))).toBe('the PDF has no page');
	});

	it('a PDF that says it has pages, and has none', async () => {
		const lying = handwritten([
			'<< /Type /Catalog /Pages 2 0 R >>',
			'<< /Type /Pages /Kids [] /Count 5 >>',
		]);
		expect(await reasonOf(lying)).toBe('the PDF has no page');
	});

	it('an encrypted PDF', async () => {
		const key = '01234567890123456789012345678901';
		const encrypted = handwritten(
			[...ONE_PAGE, `<< /Filter /Standard /V 1 /R 2 /O (${key}) /U (${key}) /P -4 >>`],
			'<< /Size 9 /Root 1 0 R /Encrypt 5 0 R /ID [<00> <00>] >>',
		);
		const { reason, remedy } = refusalIn(await checkPdf(encrypted, FIELD));
		expect(reason).toContain('encrypted');
		expect(remedy).toContain('without password');
	});

	it('an encrypted PDF of which nothing can be read', async () => {
		const closed = handwritten(['(\u0001\u0002)'], '<< /Size 9 /Root 8 0 R /Encrypt 5 0 R >>');
		expect(await reasonOf(closed)).toContain('encrypted');
	});

	it('nothing but a header', async () => {
		expect(await reasonOf(Buffer.from('%PDF-1.7\n'))).toContain('damaged or cut off');
	});

	it('a PDF whose root is missing', async () => {
		const rootless = handwritten(ONE_PAGE.slice(1), '<< /Size 9 /Root 8 0 R >>');
		expect(await reasonOf(rootless)).toContain('damaged or cut off');
	});

	it.each([0.1, 0.25, 0.5, 0.75, 0.9, 0.99])('a PDF cut off after a share of %f', async (share) => {
		for (const whole of [await pdfOf(3), await pdfOf(3, false), handwritten(ONE_PAGE)]) {
			const cut = whole.subarray(0, Math.floor(whole.length * share));
			expect(await reasonOf(cut)).toContain('damaged or cut off');
		}
	});

	it('a PDF cut off between its pages and what stands on them', async () => {
		const whole = handwritten(ONE_PAGE);
		const cut = whole.subarray(0, whole.indexOf('4 0 obj'));
		expect(await reasonOf(cut)).toContain('damaged or cut off');
	});
});
