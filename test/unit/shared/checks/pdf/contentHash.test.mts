import { readFileSync } from 'node:fs';

import { contentHash } from '../../../../../shared/checks/pdf/contentHash.ts';
import { classicPdf, pagesWith } from '../../../../../harness/pdf/pdf.mts';

const casePdf = (name: string) =>
	readFileSync(new URL(`../../../../cases/pdf/${name}`, import.meta.url));
const pieces = (bytes: Buffer, size: number) =>
	Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) =>
		bytes.subarray(i * size, (i + 1) * size),
	);
const hashOf = async (bytes: Buffer) => await contentHash([bytes]);

interface Made {
	created?: string;
	id?: string;
	xmp?: string;
	text?: string;
}
/** The same letter, made at some moment. */
const made = ({
	created = '(D:20261125)',
	id = '<00><00>',
	xmp = '<a/>',
	text = 'Dear reader',
}: Made) =>
	classicPdf(
		[
			...pagesWith(1, () => text),
			`<< /Producer (x) /CreationDate ${created} /ModDate${created} >>`,
			`<< /Type /Metadata /Length 9 >>\nstream\n<?xpacket begin="" id="W5M0"?>${xmp}<?xpacket end="w"?>\nendstream`,
		],
		{ trailer: `/ID [${id}]` },
	);

it('says by which rule it was made', async () => {
	expect(await hashOf(made({}))).toMatch(/^pdf1:[0-9a-f]{64}$/);
});

it.each([1, 2, 7, 15, 16, 17, 100, 1024])('is the same in pieces of %i bytes', async (size) => {
	const files = [made({}), casePdf('plain-a4.pdf'), casePdf('header-at-500.pdf')];
	for (const bytes of files) {
		expect(await contentHash(pieces(bytes, size))).toBe(await hashOf(bytes));
	}
});

it.each<[string, Made]>([
	['its date', { created: '(D:20270101)' }],
	['its date, with brackets in it', { created: '(D:2\\)(0)1)' }],
	['its date, in hex', { created: '<443a32303237>' }],
	['its ID', { id: '<01><02>' }],
	['its ID, as bytes', { id: '(\u0001])\n(a\\)b)' }],
	['its XMP', { xmp: '<b/>' }],
])('is the same for a PDF that differs in %s', async (_name, change) => {
	const pad = (file: Buffer) =>
		file.toString('latin1').replace(/xref[^]*?trailer|startxref\n\d+/g, '');
	const [one, other] = [made({}), made(change)].map((file) => Buffer.from(pad(file), 'latin1'));
	expect(await hashOf(other ?? Buffer.alloc(0))).toBe(await hashOf(one ?? Buffer.alloc(1)));
});

it('is the same with something else before the header', async () => {
	const plain = await hashOf(casePdf('plain-a4.pdf'));
	expect(await hashOf(casePdf('bom-before-header.pdf'))).toBe(plain);
	expect(await hashOf(casePdf('header-at-500.pdf'))).toBe(plain);
});

it.each<[string, (file: string) => string]>([
	['what stands on a page', (file) => file.replace('MediaBox [0 0 595', 'MediaBox [0 0 596')],
	['something beside the date', (file) => file.replace('/Producer (x)', '/Producer (y)')],
	['an ID that is none', (file) => file.replace('/ID [', '/IDX [')],
	['what has no end', (file) => file.replace('<?xpacket end', '<?xpacket fin')],
	['its end', (file) => `${file}x`],
])('differs where a PDF differs in %s', async (_name, change) => {
	const file = made({}).toString('latin1');
	const changed = change(file);
	expect(changed).not.toBe(file);
	expect(await hashOf(Buffer.from(changed, 'latin1'))).not.toBe(await hashOf(made({})));
});
