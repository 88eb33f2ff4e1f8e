import { createHash } from 'node:crypto';
import http from 'node:http';
import FormDataPackage from 'form-data';
import { pdfOf, withSimulator } from './harness.mts';

const client = withSimulator();

/** Posts a form as curl or an older client does: a stream with the package's own headers. */
function postForm(form: FormDataPackage): Promise<{ status: number; body: string }> {
	return new Promise((resolve, reject) => {
		const headers = {
			...form.getHeaders(),
			'X-CM-PRODUCTTOKEN': client().simulator.productToken,
		};
		const request = http.request(client().url('letters'), { method: 'POST', headers });
		request.on('error', reject);
		request.on('response', (response) => {
			let body = '';
			response.setEncoding('utf8');
			response.on('data', (chunk: string) => (body += chunk));
			response.on('end', () => resolve({ status: response.statusCode ?? 0, body }));
		});
		form.pipe(request);
	});
}

test('the documented example: pdf, destination, scheduledate', async () => {
	const pdf = Buffer.from(await (await pdfOf(3)).arrayBuffer());
	const form = new FormDataPackage();
	form.append('pdf', pdf, { filename: 'letter-1.pdf', contentType: 'application/pdf' });
	form.append('destination', 'NL');
	form.append('scheduledate', '2020-02-22');
	const { status, body } = await postForm(form);
	expect(status).toBe(201);
	expect(JSON.parse(body)).toMatchObject({ destination: 'NL', status: 'queued', reference: null });

	const sha256 = createHash('sha256').update(pdf).digest('hex');
	expect(client().simulator.letters()).toMatchObject([
		{ pages: 3, pdf: { pages: 3, size: pdf.length, sha256 } },
	]);
	expect(client().simulator.requests()[0]?.body).toEqual({
		fields: { destination: 'NL', scheduledate: '2020-02-22' },
		file: {
			field: 'pdf',
			fileName: 'letter-1.pdf',
			mimeType: 'application/pdf',
			size: pdf.length,
			sha256,
		},
	});
	expect(client().simulator.violations()).toEqual([]);
});

test('every property of the letter is valid as a field', async () => {
	const reply = await client().sendForm({
		pdf: await pdfOf(1),
		destination: 'DE',
		message: 'm',
		subject: 's',
		dateplace: 'd',
		fullcolor: 'true',
		doublesided: '1',
		express: 'false',
		registered: '0',
		registeredMailbox: 'true',
		registeredReceipt: 'false',
		reference: 'ref "é" & more',
	});
	expect(reply.status).toBe(201);
	expect(reply.json).toMatchObject({
		fullcolor: true,
		doublesided: true,
		express: false,
		registered: false,
		registeredMailbox: true,
		reference: 'ref "é" & more',
		status: 'draft',
	});
});

test.each([
	['as JSON text', { addresses: '[{"recipient":"A, B"}]' }],
	['as nested fields', { 'addresses[0][recipient]': 'A, B' }],
])('addresses %s', async (_how, fields) => {
	const reply = await client().sendForm({ pdf: await pdfOf(1), destination: 'NL', ...fields });
	expect(reply.status).toBe(201);
	expect(reply.json.addresses).toEqual([{ recipient: 'A, B' }]);
});

test.each([
	['no destination', { destination: undefined }, 'destination'],
	['a text for the file', { pdf: '%PDF-1.7' }, 'pdf must be a file'],
	['no file', { pdf: undefined }, 'pdf'],
	['no boolean', { fullcolor: 'yes' }, 'fullcolor'],
	['an unknown field', { colour: 'true' }, 'colour'],
	['an empty date', { scheduledate: '' }, 'scheduledate'],
])('%s is refused, and a violation', async (_what, change, named) => {
	const fields = { pdf: await pdfOf(1), destination: 'NL', ...change };
	const given = Object.entries(fields).filter(([, value]) => value !== undefined);
	const reply = await client().sendForm(Object.fromEntries(given) as Record<string, string | Blob>);
	expect(reply.status).toBe(400);
	expect(reply.json.message).toContain(named);
	expect(client().simulator.violations()).toMatchObject([
		{ violation: expect.stringContaining(named) as unknown },
	]);
	expect(client().simulator.letters()).toEqual([]);
});

test('two files are refused, and so is a file in another field', async () => {
	const form = new FormData();
	form.append('destination', 'NL');
	form.append('pdf', await pdfOf(1), 'a.pdf');
	form.append('pdf', await pdfOf(1), 'b.pdf');
	expect((await client().send('POST', 'letters', { body: form })).status).toBe(400);
	const reply = await client().sendForm({
		pdf: await pdfOf(1),
		attachment: await pdfOf(1),
		destination: 'NL',
	});
	expect(reply.status).toBe(400);
	expect(client().simulator.violations()).toHaveLength(2);
});

test('a form that breaks off is refused', async () => {
	const reply = await client().send('POST', 'letters', {
		headers: { 'Content-Type': 'multipart/form-data; boundary=x' },
		body: '--x\r\nContent-Disposition: form-data; name="destination"\r\n\r\nNL',
	});
	expect(reply.status).toBe(400);
});

test('a form cannot change a letter', async () => {
	const created = await client().sendForm({ pdf: await pdfOf(1), destination: 'NL' });
	const form = new FormData();
	form.append('fullcolor', 'true');
	const reply = await client().send('PUT', `letters/${created.id}`, { body: form });
	expect(reply.status).toBe(415);
	const changed = await client().sendJson('PUT', `letters/${created.id}`, { fullcolor: true });
	expect(changed.json).toMatchObject({ fullcolor: true, status: 'draft' });
});

test.each([
	['empty', '', 'empty'],
	['no PDF', 'PK\u0003\u0004', '%PDF-'],
	['damaged', '%PDF-1.7\nnothing follows', 'cannot be read'],
])('a file that is %s is refused, but is no violation', async (_what, content, complaint) => {
	const reply = await client().sendForm({ pdf: new Blob([content]), destination: 'NL' });
	expect(reply.status).toBe(400);
	expect(reply.json.message).toContain(complaint);
	expect(client().simulator.violations()).toEqual([]);
});

test('too large a file is 413; any file will do if PDFs are not enforced', async () => {
	client().simulator.setAssumptions({ pdfMaxBytes: 5, enforcePdf: false });
	const large = await client().sendForm({ pdf: new Blob(['123456']), destination: 'NL' });
	expect(large.status).toBe(413);
	const small = await client().sendForm({ pdf: new Blob(['12345']), destination: 'NL' });
	expect(small.status).toBe(201);
	expect(client().simulator.letters()[0]?.pages).toBe(1);
});

test('the bytes are kept for the latest 50 letters', async () => {
	const pdf = await pdfOf(1);
	for (let letter = 0; letter < 51; letter++) {
		await client().sendForm({ pdf, destination: 'NL' });
	}
	const letters = client().simulator.letters();
	const statusOf = async (id: string | undefined) =>
		(await client().admin('GET', `letters/${id}/pdf`)).status;
	expect(await statusOf(letters[0]?.id)).toBe(404);
	expect(await statusOf(letters[1]?.id)).toBe(200);
	const url = `${client().simulator.url}/_simulator/letters/${letters[50]?.id}/pdf`;
	const response = await fetch(url);
	expect(response.headers.get('content-type')).toBe('application/pdf');
	expect(Buffer.from(await response.arrayBuffer())).toEqual(Buffer.from(await pdf.arrayBuffer()));
});
