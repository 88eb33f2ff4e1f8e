/** A member as a row of the spreadsheet; the keys are its column headings. */
export interface MemberRow {
	reference: string;
	name: string;
	company: string;
	street: string;
	postal_code: string;
	city: string;
	region: string;
	country: string;
	phone: string;
	member_since: number;
	fee: string;
	note: string;
}

type Person = [
	name: string,
	company: string,
	street: string,
	postalCode: string,
	city: string,
	region: string,
	country: string,
	memberSince: number,
	note: string,
];

// Made-up people; streets and postal codes exist, the phone numbers could. Two rows are bad on purpose: one has no city,
// one has an emoji in its note.
const people: Person[] = [
	['Ms J. de Vries', '', 'Keizersgracht 112', '1015 CW', 'Amsterdam', '', 'Netherlands', 2011, ''],
	['Mr P. Bakker', '', 'Oudegracht 88', '3511 AV', 'Utrecht', '', 'Netherlands', 2019, ''],
	[
		'Ms S. van den Berg',
		'Maritiem Atelier Noord',
		'Havenplein 3',
		'1781 AB',
		'Den Helder',
		'',
		'Netherlands',
		2008,
		'Thank you for lending us the fog signal for the summer exhibition.',
	],
	['Mr W. Jansen', '', 'Nieuwe Binnenweg 214', '3021 GK', 'Rotterdam', '', 'Netherlands', 2023, ''],
	['Ms E. Maes', '', 'Zeedijk 40', '8400', '', '', 'Belgium', 2015, ''],
	['Mr T. Peeters', '', 'Meir 78', '2000', 'Antwerpen', '', 'Belgium', 2017, ''],
	['Mme C. Dubois', '', 'Rue de Namur 16', '1000', 'Bruxelles', '', 'Belgium', 2021, ''],
	['Frau A. Köhler', '', 'Osterstraße 61', '26506', 'Norden', '', 'Germany', 2009, ''],
	['Herr M. Groß', '', 'Königsallee 27', '40212', 'Düsseldorf', '', 'Germany', 2014, ''],
	[
		'Frau L. Schäfer',
		'Leuchtturmverein Pilsum e. V.',
		'Deichstraße 5',
		'26736',
		'Krummhörn',
		'',
		'Germany',
		2006,
		'Your report on the lamp room will be in the spring issue.',
	],
	['Herr J. Weiß', '', 'Am Sande 12', '01067', 'Dresden', '', 'Germany', 2022, ''],
	['Mme H. Le Goff', '', '14 rue de Siam', '29200', 'Brest', '', 'France', 2010, ''],
	['M. F. Lefèvre', '', '3 quai Duquesne', '76200', 'Dieppe', '', 'France', 2018, ''],
	['Mme N. Müller-Roux', '', '27 rue du Faubourg', '67000', 'Strasbourg', '', 'France', 2020, ''],
	[
		'Mrs K. Ainsley',
		'',
		'9 Harbour Terrace',
		'NE30 1HU',
		'North Shields',
		'',
		'United Kingdom',
		2007,
		'',
	],
	[
		'Mr D. MacLeod',
		'',
		'22 Cromwell Street',
		'HS1 2DD',
		'Stornoway',
		'',
		'United Kingdom',
		2013,
		'',
	],
	[
		'Ms R. Patel',
		'',
		'41 Fore Street',
		'TR11 3QG',
		'Falmouth',
		'',
		'United Kingdom',
		2024,
		'See you at the rally 🎉',
	],
	['Fru I. Sørensen', '', 'Strandvejen 130', '9990', 'Skagen', '', 'Denmark', 2012, ''],
	['Hr. O. Nygård', '', 'Åboulevarden 22', '8000', 'Aarhus C', '', 'Denmark', 2019, ''],
	['Fru A. Lindqvist', '', 'Storgatan 8', '451 30', 'Uddevalla', '', 'Sweden', 2016, ''],
	['Herr B. Öberg', '', 'Kungsgatan 15', '111 43', 'Stockholm', '', 'Sweden', 2021, ''],
	['Mr H. Whitcomb', '', '18 Water Street', '04101', 'Portland', 'ME', 'United States', 2010, ''],
	[
		'Ms G. Alvarez',
		'Pacific Lights Society',
		'655 Lighthouse Avenue',
		'93940',
		'Monterey',
		'CA',
		'United States',
		2017,
		'The lens you asked about is back from restoration.',
	],
	['Ms Y. Tremblay', '', '7 Bay View Street', '04843', 'Camden', 'ME', 'United States', 2015, ''],
	[
		'Mr S. Campbell',
		'',
		'1201 Western Avenue',
		'98101',
		'Seattle',
		'WA',
		'United States',
		2022,
		'',
	],
];

// In the order of the people, as people write them: national or international.
const phones = [
	'06 12 34 50 71',
	'+31 6 2040 1122',
	'0612-340083',
	'0031 6 1155 0914',
	'0470 12 34 56',
	'+32 472 55 01 23',
	'0032 475 11 22 33',
	'0171 3920021',
	'+49 171 3920045',
	'0152 28817386',
	'0049 172 9925914',
	'06 12 98 12 34',
	'+33 6 12 98 45 67',
	'06.12.98.70.21',
	'07400 900123',
	'+44 7400 900456',
	'07400 900 789',
	'20 12 34 56',
	'+45 31 22 41 10',
	'070-174 06 15',
	'+46 70 174 06 42',
	'(207) 555-0142',
	'+1 831 555 0117',
	'207-555-0168',
	'206.555.0193',
];

const FEES: Record<string, string> = { 'United States': '$ 48', 'United Kingdom': '£ 36' };
const FEE_ELSEWHERE = '€ 42';

/** The members of the example, 25 in 8 countries. */
export const members: MemberRow[] = people.map(
	([name, company, street, postalCode, city, region, country, memberSince, note], index) => ({
		reference: `RENEWAL-2027-${String(index + 1).padStart(3, '0')}`,
		name,
		company,
		street,
		postal_code: postalCode,
		city,
		region,
		country,
		phone: phones[index] ?? '',
		member_since: memberSince,
		fee: FEES[country] ?? FEE_ELSEWHERE,
		note,
	}),
);
