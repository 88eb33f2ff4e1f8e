import fc from 'fast-check';
import { join } from 'node:path';

import { checkRecipient } from '../../../../shared/letters/address.ts';
import {
	describeTaken,
	readRow,
	takeColumns,
	type TakenColumns,
} from '../../../../shared/letters/columns.ts';
import type { Field } from '../../../../shared/letters/columnNames.ts';
import { refusalIn, refusalsIn, valueOf } from '../../support/checked.mts';
import { sheetRows } from '../../support/sheet.mts';

const taken = (columns: string[]) => valueOf(takeColumns(columns, false));
const fieldsOf = (columns: TakenColumns) =>
	Object.fromEntries(columns.map(({ column, field }) => [column, field]));

type Sheet = Record<string, Field | undefined>;

describe('the usual names', () => {
	it.each<[language: string, sheet: Sheet]>([
		[
			'English',
			{
				Name: 'name',
				Company: 'company',
				Street: 'street',
				'Postal Code': 'postalCode',
				City: 'city',
				Region: 'region',
				Country: 'country',
			},
		],
		[
			'English, as of code',
			{
				name: 'name',
				company: 'company',
				street: 'street',
				postal_code: 'postalCode',
				city: 'city',
				region: 'region',
				country: 'country',
				member_since: undefined,
				fee: undefined,
				reference: undefined,
				phone: undefined,
				note: undefined,
			},
		],
		[
			'American',
			{
				'First Name': 'firstName',
				'Last Name': 'lastName',
				'Address Line 1': 'street',
				'Address Line 2': 'secondLine',
				City: 'city',
				State: 'region',
				ZIP: 'postalCode',
				Email: undefined,
				'Email Address': undefined,
			},
		],
		[
			'British',
			{
				Forename: 'firstName',
				Surname: 'lastName',
				Address: 'street',
				Town: 'city',
				County: 'region',
				Postcode: 'postalCode',
			},
		],
		[
			'camel case',
			{
				firstName: 'firstName',
				lastName: 'lastName',
				streetAddress: 'street',
				zipCode: 'postalCode',
				city: 'city',
				countryCode: 'country',
				emailAddress: undefined,
				ipAddress: undefined,
			},
		],
		[
			'Dutch',
			{
				Naam: 'name',
				Bedrijf: 'company',
				Straat: 'street',
				Huisnummer: 'houseNumber',
				Toevoeging: 'addition',
				Postcode: 'postalCode',
				Plaats: 'city',
				Land: 'country',
				'E-mailadres': undefined,
				Geboorteplaats: undefined,
			},
		],
		[
			'Dutch, in parts',
			{
				Voornaam: 'firstName',
				Tussenvoegsel: 'middleName',
				Achternaam: 'lastName',
				Adres: 'street',
				Postcode: 'postalCode',
				Woonplaats: 'city',
				Provincie: 'region',
			},
		],
		[
			'German',
			{
				Name: 'lastName',
				Vorname: 'firstName',
				Firma: 'company',
				Straße: 'street',
				'Haus-Nr.': 'houseNumber',
				PLZ: 'postalCode',
				Ort: 'city',
				Land: 'country',
				'E-Mail-Adresse': undefined,
				Geburtsort: undefined,
			},
		],
		[
			'German, together',
			{
				'Vollständiger Name': 'name',
				'Straße & Hausnr.': 'street',
				Postleitzahl: 'postalCode',
				Stadt: 'city',
				Bundesland: 'region',
			},
		],
		[
			'French',
			{
				Nom: 'lastName',
				Prénom: 'firstName',
				Société: 'company',
				Numéro: 'houseNumber',
				Rue: 'street',
				'Code postal': 'postalCode',
				Ville: 'city',
				Pays: 'country',
				'Adresse e-mail': undefined,
			},
		],
		[
			'French, one name',
			{
				Nom: 'name',
				Adresse: 'street',
				"Complément d'adresse": 'secondLine',
				CP: 'postalCode',
				Ville: 'city',
			},
		],
		[
			'Spanish',
			{
				Nombre: 'firstName',
				Apellidos: 'lastName',
				Empresa: 'company',
				Calle: 'street',
				Número: 'houseNumber',
				'Código postal': 'postalCode',
				Ciudad: 'city',
				Provincia: 'region',
				País: 'country',
				'Correo electrónico': undefined,
			},
		],
		[
			'Spanish, one name',
			{ Nombre: 'name', Dirección: 'street', CP: 'postalCode', Población: 'city' },
		],
		[
			'Italian',
			{
				Nome: 'firstName',
				Cognome: 'lastName',
				Azienda: 'company',
				Via: 'street',
				'N. civico': 'houseNumber',
				CAP: 'postalCode',
				Città: 'city',
				Provincia: 'region',
				Paese: 'country',
				'Indirizzo email': undefined,
			},
		],
		[
			'Italian, one name',
			{
				Nominativo: 'name',
				Indirizzo: 'street',
				CAP: 'postalCode',
				Comune: 'city',
				Prov: 'region',
			},
		],
		[
			'a number beside the street',
			{ Name: 'name', Street: 'street', Number: 'houseNumber', Zip: 'postalCode', City: 'city' },
		],
		[
			'a number elsewhere',
			{ Number: undefined, Name: 'name', Street: 'street', Zip: 'postalCode', City: 'city' },
		],
		['a customer beside nobody', { Customer: 'name', Street: 'street', City: 'city' }],
		[
			'a customer beside a name',
			{ Customer: undefined, Name: 'name', Street: 'street', City: 'city' },
		],
		[
			'a street with its number',
			{
				'Full name': 'name',
				'Street / Number': 'street',
				'Zip / Postal': 'postalCode',
				City: 'city',
			},
		],
		[
			'a street and its number',
			{ Recipient: 'name', Street: 'street', 'Street Number': 'houseNumber', City: 'city' },
		],
		[
			'of the recipient',
			{
				'Recipient Name': 'name',
				recipient_street: 'street',
				recipientCity: 'city',
				'Country (ISO code)': 'country',
			},
		],
		['a company alone', { Firma: 'company', Straße: 'street', Ort: 'city' }],
		[
			'other matters',
			{
				name: 'name',
				street: 'street',
				city: 'city',
				status: undefined,
				nationality: undefined,
				'Country of Birth': undefined,
				'birth city': undefined,
				'Sender Street': undefined,
				'MAC address': undefined,
				transport: undefined,
				report: undefined,
			},
		],
	])('%s', (_language, sheet) => {
		const expected = Object.entries(sheet).filter(([, field]) => field !== undefined);
		expect(fieldsOf(taken(Object.keys(sheet)))).toEqual(Object.fromEntries(expected));
	});
});

describe('what leaves doubt is refused, naming the columns', () => {
	const refused = (columns: string[]) => refusalIn(takeColumns(columns, false));

	it.each<[columns: string[], named: string]>([
		[['Name', 'Street', 'City', 'Town'], 'several columns look like the city: "City", "Town"'],
		[
			['Name', 'Recipient', 'Street', 'City'],
			'several columns look like the name: "Name", "Recipient"',
		],
		[
			['Name', 'First Name', 'Last Name', 'Street', 'City'],
			'several columns look like the name: "Name", "First Name", "Last Name"',
		],
		[
			['Name', 'Address', 'Street', 'City'],
			'several columns look like the street: "Address", "Street"',
		],
		[
			['Name', 'Street', 'Zip', 'PLZ', 'City'],
			'several columns look like the postal code: "Zip", "PLZ"',
		],
		[
			['Name', 'Street', 'City', 'Country', 'Country Code'],
			'several columns look like the country: "Country", "Country Code"',
		],
	])('%j', (columns, named) => {
		const { parameter, reason, remedy } = refused(columns);
		expect([parameter, reason]).toEqual(['Recipient', named]);
		expect(remedy).toContain('Map Each Column Below');
	});

	it.each([
		['delivery street'],
		['Billing City'],
		['City 2'],
		['second_city'],
		['shippingAddress'],
		['Lieferadresse'],
		['Rechnungsort'],
		['Factuuradres'],
		['Postcode (bezoek)'],
		['Ville de livraison'],
		['Dirección de envío'],
		['Indirizzo di consegna'],
		['Delivery Country'],
	])('"%s" beside an address', (column) => {
		expect(refused(['Name', 'Street', 'City', column]).reason).toBe(
			`"${column}" looks like part of an address, and was not taken`,
		);
	});

	it.each<[columns: string[], needsCountry: boolean, lacking: string]>([
		[['Street', 'City'], false, 'the name or the company'],
		[['Name', 'City'], false, 'the street'],
		[['Name', 'Street', 'Zip'], false, 'the city'],
		[['Name', 'Street', 'City'], true, 'the country'],
		[['id', 'text'], true, 'the name or the company, the street, the city, the country'],
	])('%j lacks', (columns, needsCountry, lacking) => {
		const { reason, remedy } = refusalIn(takeColumns(columns, needsCountry));
		expect(reason).toContain(`no column was found for ${lacking}: they are "${columns[0]}"`);
		expect(remedy).toContain('One Text');
	});

	it('no columns at all: One Text', () => {
		const { reason, remedy } = refusalIn(takeColumns([], false));
		expect(reason).toContain('there are none');
		expect(remedy).toContain('One Text');
	});

	it('all at once', () => {
		const all = refusalsIn(takeColumns(['City', 'Town', 'Billing Street'], false));
		expect(all).toHaveLength(3);
	});

	it('never takes one column twice, nor one that is not there', () => {
		fc.assert(
			fc.property(fc.uniqueArray(fc.string()), (columns) => {
				const checked = takeColumns(columns, false);
				if (!checked.ok) return;
				const names = checked.value.map(({ column }) => column);
				expect(new Set(names).size).toBe(names.length);
				expect(columns).toEqual(expect.arrayContaining(names));
			}),
		);
	});
});

describe('a row', () => {
	const read = (row: Record<string, unknown>, country: string) =>
		valueOf(readRow(row, taken(Object.keys(row)), country));

	it('puts names, and street and number, together', () => {
		const row = {
			Voornaam: 'Jan',
			Tussenvoegsel: 'de',
			Achternaam: 'Vries',
			Straat: 'Dam',
			Huisnummer: 12,
			Toevoeging: 'A',
			Postcode: '1012 JS',
			Plaats: 'Amsterdam',
		};
		expect(read(row, 'NL')).toMatchObject({ name: 'Jan de Vries', street: 'Dam 12 A' });
	});

	it('has the number before the street where the country has', () => {
		const row = {
			Nom: 'Exemple',
			Prénom: 'Marie',
			Numéro: 12,
			Rue: "rue de l'Exemple",
			'Code postal': 75008,
			Ville: 'Paris',
		};
		expect(read(row, 'FR')).toMatchObject({ name: 'Marie Exemple', street: "12 rue de l'Exemple" });
	});

	it('has further lines of the street below it', () => {
		const row = { name: 'A', address1: '12 Main St', address2: 'Apt 5', city: 'C' };
		expect(read(row, 'US').street).toBe('12 Main St\nApt 5');
	});

	it('has cells that are empty or not there', () => {
		const columns = taken(['name', 'company', 'street', 'city', 'region']);
		expect(valueOf(readRow({ name: 'A', company: null, street: 'S' }, columns, 'NL'))).toEqual({
			name: 'A',
			company: '',
			street: 'S',
			postalCode: '',
			city: '',
			region: '',
			country: '',
		});
	});

	it('names the column of a cell that cannot be used', () => {
		const row = { Naam: '#REF!', Straat: 'Dam 1', Plaats: { name: 'Amsterdam' } };
		const refusals = refusalsIn(readRow(row, taken(Object.keys(row)), 'NL'));
		expect(refusals.map(({ parameter }) => parameter)).toEqual(['Naam', 'Plaats']);
	});

	it('of the sheet dirty-addresses.xlsx', () => {
		const [row = {}] = sheetRows(join(__dirname, '../../../cases/letters/dirty-addresses.xlsx'));
		const columns = taken(Object.keys({ ...row, company: '', region: '' }));
		const cells = valueOf(readRow(row, columns, 'US'));
		expect(valueOf(checkRecipient(cells, 'US')).lines).toEqual([
			'Pat Example',
			'12 Main St',
			'Cambridge, MA 02139',
		]);
	});
});

it('says what was taken for what', () => {
	expect(describeTaken(taken(['Naam', 'Straat', 'Huisnr', 'Plaats']))).toBe(
		'"Naam" is the name, "Straat" is the street, "Huisnr" is the house number, "Plaats" is the city.',
	);
});
