import { quoted } from '../checks/quotation';
import { refusalsOf, refused, usable, type Checked } from '../checks/refusal';
import type { AddressCells } from './address';
import { checkCell } from '../checks/cells';
import {
	columnKey,
	FIELD_LABELS,
	FIRST_NAME_BESIDE_LAST,
	LAST_NAME_BESIDE_FIRST,
	looksLikeAddress,
	NUMBER_BESIDE_STREET,
	STREET_WITH_NUMBER,
	usualField,
	weakField,
	type Field,
} from './columnNames';
import { remembering } from '../checks/remembering';

/** Which columns of a row were taken for what, in the order of the columns. */
export type TakenColumns = Array<{ column: string; field: Field }>;

/** The fields that several columns may give, which are then printed one below the other. */
const MAY_BE_SEVERAL = new Set<Field>(['secondLine']);

/**
 * Takes the columns of a sheet for the parts of an address by their usual names. Refused, naming
 * the columns: two for one part, one that looks like part of an address and was not taken, none for
 * a part that is needed.
 * @param columns names of the columns, in their order
 * @param needsCountry whether the country must be among them
 */
export function takeColumns(columns: string[], needsCountry: boolean): Checked<TakenColumns> {
	return taking(JSON.stringify([columns, needsCountry]));
}

const taking = remembering((question): Checked<TakenColumns> => {
	const [columns, needsCountry] = JSON.parse(question) as [string[], boolean];
	const taken = withoutDoubt(columns);
	const refusals = refusalsOf([
		...twoForOne(taken),
		...leftOver(columns, taken),
		...missing(columns, taken, needsCountry),
	]);
	return refusals.length > 0 ? { ok: false, refusals } : usable(taken);
});

/** What was taken for what, as a sentence for a person. */
export function describeTaken(taken: TakenColumns): string {
	return `${taken.map(({ column, field }) => `${quoted(column)} is ${FIELD_LABELS[field]}`).join(', ')}.`;
}

/** What a row's columns give for an address, and for its country. */
export type RowCells = AddressCells & { country?: unknown };

/**
 * The cells of one row, put together where one part has several columns: first and last name,
 * street and number.
 * @param country ISO 3166-1 alpha-2; tells whether the number stands before the street
 */
export function readRow(
	row: Readonly<Record<string, unknown>>,
	taken: TakenColumns,
	country: string,
): Checked<RowCells> {
	const cells = taken.map(({ column, field }) => ({ field, cell: checkCell(row[column], column) }));
	const refusals = refusalsOf(cells.map(({ cell }) => cell));
	if (refusals.length > 0) return { ok: false, refusals };
	const text = (field: Field) =>
		cells
			.filter((each) => each.field === field)
			.flatMap(({ cell }) => (cell.ok ? cell.value : []))
			.join('\n');
	const joined = (...fields: Field[]) =>
		fields
			.map(text)
			.filter((part) => part !== '')
			.join(' ');
	const street = NUMBER_FIRST.has(country)
		? joined('houseNumber', 'addition', 'street')
		: joined('street', 'houseNumber', 'addition');
	return usable({
		name: joined('name', 'firstName', 'middleName', 'lastName'),
		company: text('company'),
		street: [street, text('secondLine')].filter((line) => line !== '').join('\n'),
		postalCode: text('postalCode'),
		city: text('city'),
		region: text('region'),
		country: text('country'),
	});
}

function withoutDoubt(columns: string[]): TakenColumns {
	const usual = columns.map((column) => ({ column, field: usualField(column) }));
	const has = (field: Field) => usual.some((each) => each.field === field);
	const isNumber = (column: string) => STREET_WITH_NUMBER.has(columnKey(column));
	const hasStreet = usual.some(({ column, field }) => field === 'street' && !isNumber(column));
	const street = usual.findIndex(({ field }) => field === 'street');
	const named = (['name', 'firstName', 'lastName', 'company'] as const).some(has);
	return usual.flatMap(({ column, field }, index) => {
		const key = columnKey(column);
		if (isNumber(column) && hasStreet) return [{ column, field: 'houseNumber' as const }];
		const isBesideStreet = street !== -1 && Math.abs(index - street) === 1;
		if (isBesideStreet && !has('houseNumber') && NUMBER_BESIDE_STREET.has(key)) {
			return [{ column, field: 'houseNumber' as const }];
		}
		if (field === undefined) {
			const weak = weakField(column);
			const isFree = weak !== undefined && !(weak === 'name' ? named : has(weak));
			return isFree ? [{ column, field: weak }] : [];
		}
		return [{ column, field: field === 'name' ? nameField(key, has) : field }];
	});
}

/** "Nom" beside "Prénom" is the last name, "Nombre" beside "Apellidos" the first. */
function nameField(key: string, has: (field: Field) => boolean): Field {
	if (has('firstName') && !has('lastName') && LAST_NAME_BESIDE_FIRST.has(key)) return 'lastName';
	if (has('lastName') && !has('firstName') && FIRST_NAME_BESIDE_LAST.has(key)) return 'firstName';
	return 'name';
}

function twoForOne(taken: TakenColumns): Array<Checked<unknown>> {
	const columnsOf = (...fields: Field[]) =>
		taken.filter(({ field }) => fields.includes(field)).map(({ column }) => column);
	const fields = [...new Set(taken.map(({ field }) => field))].filter(
		(field) => !MAY_BE_SEVERAL.has(field),
	);
	const twice = fields
		.map((field) => ({ field, columns: columnsOf(field) }))
		.filter(({ columns }) => columns.length > 1);
	const parts = columnsOf('firstName', 'lastName');
	const whole = columnsOf('name');
	const names = whole.length === 1 && parts.length > 0 ? [...whole, ...parts] : [];
	return [...twice, ...(names.length > 0 ? [{ field: 'name' as const, columns: names }] : [])].map(
		({ field, columns }) =>
			refused(
				'Recipient',
				`several columns look like ${FIELD_LABELS[field]}: ${allQuoted(columns)}`,
				'Rename or remove all but one, or choose Map Each Column Below',
			),
	);
}

function leftOver(columns: string[], taken: TakenColumns): Array<Checked<unknown>> {
	const left = columns.filter(
		(column) => looksLikeAddress(column) && !taken.some((each) => each.column === column),
	);
	return left.length === 0
		? []
		: [
				refused(
					'Recipient',
					`${allQuoted(left)} ${left.length === 1 ? 'looks' : 'look'} like part of an address, and ${left.length === 1 ? 'was' : 'were'} not taken`,
					'Rename or remove such columns, or choose Map Each Column Below',
				),
			];
}

function missing(
	columns: string[],
	taken: TakenColumns,
	needsCountry: boolean,
): Array<Checked<unknown>> {
	const has = (...fields: Field[]) => taken.some(({ field }) => fields.includes(field));
	const lacking = [
		...(has('name', 'firstName', 'lastName', 'company') ? [] : ['the name or the company']),
		...(has('street') ? [] : ['the street']),
		...(has('city') ? [] : ['the city']),
		...(has('country') || !needsCountry ? [] : ['the country']),
	];
	if (lacking.length === 0) return [];
	const seen = columns.length === 0 ? 'there are none' : `they are ${allQuoted(columns)}`;
	return [
		refused(
			'Recipient',
			`no column was found for ${lacking.join(', ')}: ${seen}`,
			columns.length === 0
				? 'Give the recipient as One Text, or put a node before this one that gives rows'
				: 'Give the columns their usual names, choose Map Each Column Below, or give the recipient as One Text',
		),
	];
}

function allQuoted(columns: string[]): string {
	return columns.map((column) => quoted(column)).join(', ');
}

/**
 * Countries that write the number of a house before its street, after the templates of OpenCage's
 * address-formatting; in the others it stands behind.
 */
const NUMBER_FIRST = new Set(
	(
		'AD AE AG AM AS AU AZ BB BD BF BH BJ BL BM BN BZ CA CC CD CG CI CK CN CX DJ DM DZ EG FJ FK FM ' +
		'FR GA GB GF GG GH GI GM GN GP GS GU GY HK HM IE IM IN IO IQ JE JM JP KE KH KN KR KY LA LB LK ' +
		'LS LU MA MC MF MG MH MM MP MQ MR MS MT MU MV MW MY NA NC NE NF NG NR NU NZ OM PF PG PH PK PM ' +
		'PR RE RW SA SC SG SH SL SN TC TF TG TH TK TM TN TO TT TV TW TZ UG UM US VG VI VN WF XK YE YT ' +
		'ZA ZM ZW'
	).split(' '),
);
