/** An address in columns, and its lines as a letter from abroad has them above the country. */
export interface Row {
	country: string;
	/** Where the order of the lines is from. The addresses themselves are made up. */
	source: string;
	/** name | company | street | postal code | city | region */
	cells: string;
	lines: string[];
}

const FIELDS = ['name', 'company', 'street', 'postalCode', 'city', 'region'] as const;

/** The cells of a row by the names of the parts. */
export function cellsOf({ cells }: Row): Record<(typeof FIELDS)[number], string> {
	const values = cells.split(' | ');
	return Object.fromEntries(
		FIELDS.map((field, index) => [field, values[index]?.trim() ?? '']),
	) as Record<(typeof FIELDS)[number], string>;
}

/**
 * libaddressinput: formats of Google's Address Data Service, "latin" where there is one. OpenCage:
 * its address-formatting templates. UPU: Postal addressing systems in member countries.
 */
export const ADDRESSES: Row[] = [
	{
		country: 'NL',
		source: 'libaddressinput NL',
		cells: 'Ms J. de Vries | Rowing Club Amstel | Keizersgracht 12 | 1015 CJ | Amsterdam | ',
		lines: ['Ms J. de Vries', 'Rowing Club Amstel', 'Keizersgracht 12', '1015 CJ Amsterdam'],
	},
	{
		country: 'BE',
		source: 'libaddressinput BE',
		cells: 'Jan Peeters |  | Nieuwstraat 5 bus 2 | 1000 | Brussel | ',
		lines: ['Jan Peeters', 'Nieuwstraat 5 bus 2', '1000 Brussel'],
	},
	{
		country: 'LU',
		source: 'libaddressinput LU',
		cells: 'Anne Muller |  | 71, route de Longwy | L-4750 | Pétange | ',
		lines: ['Anne Muller', '71, route de Longwy', 'L-4750 Pétange'],
	},
	{
		country: 'DE',
		source: 'libaddressinput DE',
		cells: 'Anna Beispiel | Muster GmbH | Musterweg 12 | 01067 | Dresden | ',
		lines: ['Anna Beispiel', 'Muster GmbH', 'Musterweg 12', '01067 Dresden'],
	},
	{
		country: 'AT',
		source: 'libaddressinput AT',
		cells: 'Eva Muster |  | Mustergasse 4/3 | 1010 | Wien | ',
		lines: ['Eva Muster', 'Mustergasse 4/3', '1010 Wien'],
	},
	{
		country: 'CH',
		source: 'libaddressinput CH',
		cells: 'Urs Muster |  | Bahnhofstrasse 1 | 8001 | Zürich | ',
		lines: ['Urs Muster', 'Bahnhofstrasse 1', '8001 Zürich'],
	},
	{
		country: 'LI',
		source: 'libaddressinput LI',
		cells: 'Eva Muster |  | Hauptstrasse 7 | 9490 | Vaduz | ',
		lines: ['Eva Muster', 'Hauptstrasse 7', '9490 Vaduz'],
	},
	{
		country: 'FR',
		source: 'libaddressinput FR',
		cells: "Mme Marie Exemple | Exemple SARL | 12 rue de l'Exemple | 75008 | Paris | ",
		lines: ['Mme Marie Exemple', 'Exemple SARL', "12 rue de l'Exemple", '75008 Paris'],
	},
	{
		country: 'MC',
		source: 'libaddressinput MC',
		cells: 'Paul Exemple |  | 5 avenue Exemple | 98000 | Monaco | ',
		lines: ['Paul Exemple', '5 avenue Exemple', '98000 Monaco'],
	},
	{
		country: 'IT',
		source: 'libaddressinput IT',
		cells: 'Mario Esempio |  | Via Esempio 12 | 20020 | Arese | MI',
		lines: ['Mario Esempio', 'Via Esempio 12', '20020 Arese MI'],
	},
	{
		country: 'SM',
		source: 'libaddressinput SM',
		cells: 'Mario Esempio |  | Via Esempio 3 | 47890 | San Marino | ',
		lines: ['Mario Esempio', 'Via Esempio 3', '47890 San Marino'],
	},
	{
		country: 'VA',
		source: 'libaddressinput VA',
		cells: 'Mario Esempio |  | Via Esempio 1 | 00120 | Città del Vaticano | ',
		lines: ['Mario Esempio', 'Via Esempio 1', '00120 Città del Vaticano'],
	},
	{
		country: 'ES',
		source: 'libaddressinput ES',
		cells: 'Ana Ejemplo |  | Calle Ejemplo 12, 3º B | 28013 | Madrid | Madrid',
		lines: ['Ana Ejemplo', 'Calle Ejemplo 12, 3º B', '28013 Madrid Madrid'],
	},
	{
		country: 'AD',
		source: 'libaddressinput AD',
		cells: 'Ana Ejemplo |  | Carrer Exemple 2 | AD500 | Andorra la Vella | ',
		lines: ['Ana Ejemplo', 'Carrer Exemple 2', 'AD500 Andorra la Vella'],
	},
	{
		country: 'PT',
		source: 'libaddressinput PT',
		cells: 'Rui Exemplo |  | Rua Exemplo 9, 2º Esq. | 1250-096 | Lisboa | ',
		lines: ['Rui Exemplo', 'Rua Exemplo 9, 2º Esq.', '1250-096 Lisboa'],
	},
	{
		country: 'GB',
		source: 'libaddressinput GB',
		cells: 'Ms A. Example | Example Ltd | 12 High Street | SW1A 1AA | London | ',
		lines: ['Ms A. Example', 'Example Ltd', '12 High Street', 'London', 'SW1A 1AA'],
	},
	{
		country: 'GB',
		source: 'libaddressinput GB, the region above the postal code',
		cells: 'Mr B. Example |  | 1 Mill Lane | NR25 7HG | Holt | Norfolk',
		lines: ['Mr B. Example', '1 Mill Lane', 'Holt', 'Norfolk', 'NR25 7HG'],
	},
	{
		country: 'IE',
		source: 'UPU, sheet IRL',
		cells: 'Aoife Example |  | Exampletown | F26 X1Y2 | Ballina | Co. Mayo',
		lines: ['Aoife Example', 'Exampletown', 'Ballina', 'Co. Mayo', 'F26 X1Y2'],
	},
	{
		country: 'JE',
		source: 'libaddressinput JE',
		cells: 'Ann Example |  | 1 King Street | JE2 3NN | St Helier | ',
		lines: ['Ann Example', '1 King Street', 'St Helier', 'JE2 3NN'],
	},
	{
		country: 'IM',
		source: 'libaddressinput IM',
		cells: 'Ann Example |  | 2 Strand Street | IM1 2AB | Douglas | ',
		lines: ['Ann Example', '2 Strand Street', 'Douglas', 'IM1 2AB'],
	},
	{
		country: 'DK',
		source: 'libaddressinput DK',
		cells: 'Lars Eksempel |  | Eksempelvej 3, 2. tv | 1566 | København V | ',
		lines: ['Lars Eksempel', 'Eksempelvej 3, 2. tv', '1566 København V'],
	},
	{
		country: 'NO',
		source: 'libaddressinput NO',
		cells: 'Kari Eksempel |  | Eksempelgata 7 | 0025 | Oslo | ',
		lines: ['Kari Eksempel', 'Eksempelgata 7', '0025 Oslo'],
	},
	{
		country: 'SE',
		source: 'libaddressinput SE',
		cells: 'Sven Exempel |  | Exempelgatan 10 | 114 55 | Stockholm | ',
		lines: ['Sven Exempel', 'Exempelgatan 10', '114 55 Stockholm'],
	},
	{
		country: 'FI',
		source: 'libaddressinput FI',
		cells: 'Matti Esimerkki |  | Esimerkkikatu 4 A 5 | 00550 | Helsinki | ',
		lines: ['Matti Esimerkki', 'Esimerkkikatu 4 A 5', '00550 Helsinki'],
	},
	{
		country: 'IS',
		source: 'libaddressinput IS',
		cells: 'Jón Dæmi |  | Dæmigata 3 | 101 | Reykjavík | ',
		lines: ['Jón Dæmi', 'Dæmigata 3', '101 Reykjavík'],
	},
	{
		country: 'EE',
		source: 'libaddressinput EE',
		cells: 'Mari Näide |  | Näite 5-2 | 11212 | Tallinn | ',
		lines: ['Mari Näide', 'Näite 5-2', '11212 Tallinn'],
	},
	{
		country: 'LV',
		source: 'libaddressinput LV',
		cells: 'Jānis Piemērs |  | Piemēra iela 3 | LV-1073 | Rīga | ',
		lines: ['Jānis Piemērs', 'Piemēra iela 3', 'Rīga, LV-1073'],
	},
	{
		country: 'LT',
		source: 'libaddressinput LT',
		cells: 'Jonas Pavyzdys |  | Pavyzdžio g. 4-2 | LT-03500 | Vilnius | ',
		lines: ['Jonas Pavyzdys', 'Pavyzdžio g. 4-2', 'LT-03500 Vilnius'],
	},
	{
		country: 'PL',
		source: 'libaddressinput PL',
		cells: 'Jan Przykład |  | ul. Przykładowa 5/7 | 00-950 | Warszawa | ',
		lines: ['Jan Przykład', 'ul. Przykładowa 5/7', '00-950 Warszawa'],
	},
	{
		country: 'CZ',
		source: 'libaddressinput CZ',
		cells: 'Jan Příklad |  | Příkladná 12 | 110 00 | Praha 1 | ',
		lines: ['Jan Příklad', 'Příkladná 12', '110 00 Praha 1'],
	},
	{
		country: 'SK',
		source: 'libaddressinput SK',
		cells: 'Ján Príklad |  | Príkladná 3 | 811 01 | Bratislava | ',
		lines: ['Ján Príklad', 'Príkladná 3', '811 01 Bratislava'],
	},
	{
		country: 'HU',
		source: 'libaddressinput HU',
		cells: 'Példa János |  | Példa utca 5 | 1037 | Budapest | ',
		lines: ['Példa János', 'Budapest', 'Példa utca 5', '1037'],
	},
	{
		country: 'SI',
		source: 'libaddressinput SI',
		cells: 'Janez Primer |  | Primerova 4 | 1000 | Ljubljana | ',
		lines: ['Janez Primer', 'Primerova 4', '1000 Ljubljana'],
	},
	{
		country: 'HR',
		source: 'libaddressinput HR',
		cells: 'Ivan Primjer |  | Primjerova 8 | 10000 | Zagreb | ',
		lines: ['Ivan Primjer', 'Primjerova 8', '10000 Zagreb'],
	},
	{
		country: 'RS',
		source: 'libaddressinput RS',
		cells: 'Petar Primer |  | Primerova 5 | 11000 | Beograd | ',
		lines: ['Petar Primer', 'Primerova 5', '11000 Beograd'],
	},
	{
		country: 'BA',
		source: 'libaddressinput BA',
		cells: 'Amir Primjer |  | Primjerova 2 | 71000 | Sarajevo | ',
		lines: ['Amir Primjer', 'Primjerova 2', '71000 Sarajevo'],
	},
	{
		country: 'BG',
		source: 'libaddressinput BG',
		cells: 'Ivan Primer |  | ul. Primer 4 | 1000 | Sofia | ',
		lines: ['Ivan Primer', 'ul. Primer 4', '1000 Sofia'],
	},
	{
		country: 'RO',
		source: 'libaddressinput RO',
		cells: 'Ion Exemplu |  | Str. Exemplu 4 | 060274 | București | ',
		lines: ['Ion Exemplu', 'Str. Exemplu 4', '060274 București'],
	},
	{
		country: 'GR',
		source: 'libaddressinput GR',
		cells: 'Nikos Paradeigma |  | Odos Paradeigma 4 | 151 24 | Marousi | ',
		lines: ['Nikos Paradeigma', 'Odos Paradeigma 4', '151 24 Marousi'],
	},
	{
		country: 'CY',
		source: 'libaddressinput CY',
		cells: 'Andreas Example |  | 12 Example Street | 1900 | Nicosia | ',
		lines: ['Andreas Example', '12 Example Street', '1900 Nicosia'],
	},
	{
		country: 'MT',
		source: 'libaddressinput MT',
		cells: 'Maria Eżempju |  | 3, Triq Eżempju | VLT 1117 | Valletta | ',
		lines: ['Maria Eżempju', '3, Triq Eżempju', 'Valletta VLT 1117'],
	},
	{
		country: 'TR',
		source: 'libaddressinput TR',
		cells: 'Ayse Ornek |  | Ornek Mah. Ornek Sok. No: 12 | 34710 | Kadikoy | Istanbul',
		lines: ['Ayse Ornek', 'Ornek Mah. Ornek Sok. No: 12', '34710 Kadikoy/Istanbul'],
	},
	{
		country: 'RU',
		source: 'libaddressinput RU',
		cells: 'Ivan Example |  | ul. Primernaya 12 kv 3 | 101000 | Moskva | ',
		lines: ['Ivan Example', 'ul. Primernaya 12 kv 3', 'Moskva', '101000'],
	},
	{
		country: 'UA',
		source: 'libaddressinput UA',
		cells: 'Olena Pryklad |  | vul. Prykladna 5 | 01001 | Kyiv | ',
		lines: ['Olena Pryklad', 'vul. Prykladna 5', 'Kyiv', '01001'],
	},
	{
		country: 'BY',
		source: 'libaddressinput BY',
		cells: 'Ivan Prykladny |  | vul. Prykladnaya 5 | 220050 | Minsk | ',
		lines: ['Ivan Prykladny', 'vul. Prykladnaya 5', '220050, Minsk'],
	},
	{
		country: 'KZ',
		source: 'libaddressinput KZ',
		cells: 'Aigul Misal |  | Misal kosh. 5 | 050012 | Almaty | ',
		lines: ['Aigul Misal', 'Misal kosh. 5', 'Almaty', '050012'],
	},
	{
		country: 'US',
		source: 'libaddressinput US',
		cells: 'Pat Example | Example Inc. | 12 Main St | 02139 | Cambridge | MA',
		lines: ['Pat Example', 'Example Inc.', '12 Main St', 'Cambridge, MA 02139'],
	},
	{
		country: 'PR',
		source: 'libaddressinput PR, the region as typed',
		cells: 'Ana Ejemplo |  | 5 Calle Ejemplo | 00926 | San Juan | PR',
		lines: ['Ana Ejemplo', '5 Calle Ejemplo', 'San Juan PR 00926'],
	},
	{
		country: 'CA',
		source: 'libaddressinput CA',
		cells: 'Pat Example |  | 12 Maple Ave | K1A 0B1 | Ottawa | ON',
		lines: ['Pat Example', '12 Maple Ave', 'Ottawa ON K1A 0B1'],
	},
	{
		country: 'MX',
		source: 'libaddressinput MX',
		cells: 'Ana Ejemplo |  | Calle Ejemplo 5 | 02860 | Ciudad de México | CDMX',
		lines: ['Ana Ejemplo', 'Calle Ejemplo 5', '02860 Ciudad de México, CDMX'],
	},
	{
		country: 'BR',
		source: 'libaddressinput BR',
		cells: 'João Exemplo |  | Rua Exemplo 100 | 01310-100 | São Paulo | SP',
		lines: ['João Exemplo', 'Rua Exemplo 100', 'São Paulo-SP', '01310-100'],
	},
	{
		country: 'AR',
		source: 'libaddressinput AR',
		cells: 'Ana Ejemplo |  | Av. Ejemplo 1234 | C1070AAM | Buenos Aires | ',
		lines: ['Ana Ejemplo', 'Av. Ejemplo 1234', 'C1070AAM Buenos Aires'],
	},
	{
		country: 'CL',
		source: 'libaddressinput CL',
		cells: 'Ana Ejemplo |  | Av. Ejemplo 123 | 8340457 | Santiago | Región Metropolitana',
		lines: ['Ana Ejemplo', 'Av. Ejemplo 123', '8340457 Santiago', 'Región Metropolitana'],
	},
	{
		country: 'CO',
		source: 'libaddressinput CO',
		cells: 'Ana Ejemplo |  | Calle 10 No. 5-51 | 111221 | Bogotá | D.C.',
		lines: ['Ana Ejemplo', 'Calle 10 No. 5-51', 'Bogotá, D.C., 111221'],
	},
	{
		country: 'AU',
		source: 'libaddressinput AU',
		cells: 'Sam Example |  | 12 Example Rd | 2060 | North Sydney | NSW',
		lines: ['Sam Example', '12 Example Rd', 'North Sydney NSW 2060'],
	},
	{
		country: 'NZ',
		source: 'libaddressinput NZ',
		cells: 'Sam Example |  | 12 Example Street | 6011 | Wellington | ',
		lines: ['Sam Example', '12 Example Street', 'Wellington 6011'],
	},
	{
		country: 'JP',
		source: 'OpenCage JP_en',
		cells: 'Taro Rei | Rei K.K. | 1-2-3 Marunouchi | 100-0005 | Chiyoda-ku | Tokyo',
		lines: ['Taro Rei', 'Rei K.K.', '1-2-3 Marunouchi', 'Chiyoda-ku, Tokyo 100-0005'],
	},
	{
		country: 'CN',
		source: 'libaddressinput CN',
		cells:
			'Li Wei | Acme Trading Co. | No. 12 Example Road, Haidian District | 100080 | Beijing | ',
		lines: [
			'Li Wei',
			'Acme Trading Co.',
			'No. 12 Example Road, Haidian District',
			'Beijing',
			'100080',
		],
	},
	{
		country: 'KR',
		source: 'OpenCage KR_en',
		cells: 'Kim Minji |  | 12 Sejong-daero | 04524 | Jung-gu | Seoul',
		lines: ['Kim Minji', '12 Sejong-daero', 'Jung-gu, Seoul 04524'],
	},
	{
		country: 'TW',
		source: 'libaddressinput TW',
		cells: 'Wang Li |  | No. 5, Example Rd. | 106 | Daan Dist. | Taipei City',
		lines: ['Wang Li', 'No. 5, Example Rd.', 'Daan Dist., Taipei City 106'],
	},
	{
		country: 'HK',
		source: 'OpenCage HK_en',
		cells: 'Chan Tai Man |  | Flat 3, 12 Example Street |  |  | Kowloon',
		lines: ['Chan Tai Man', 'Flat 3, 12 Example Street', 'Kowloon'],
	},
	{
		country: 'SG',
		source: 'libaddressinput SG, the city as typed',
		cells: 'Tan Wei |  | 12 Example Road #03-04 | 546080 | Singapore | ',
		lines: ['Tan Wei', '12 Example Road #03-04', 'Singapore 546080'],
	},
	{
		country: 'MY',
		source: 'libaddressinput MY',
		cells: 'Ahmad Contoh |  | 5, Jalan Contoh | 50670 | Kuala Lumpur | ',
		lines: ['Ahmad Contoh', '5, Jalan Contoh', '50670 Kuala Lumpur'],
	},
	{
		country: 'TH',
		source: 'libaddressinput TH',
		cells: 'Somchai Example |  | 12 Soi Example | 10150 | Bang Rak | Bangkok',
		lines: ['Somchai Example', '12 Soi Example', 'Bang Rak', 'Bangkok 10150'],
	},
	{
		country: 'VN',
		source: 'libaddressinput VN',
		cells: 'Nguyen An |  | 12 Example Street | 700000 | Ho Chi Minh City | ',
		lines: ['Nguyen An', '12 Example Street', 'Ho Chi Minh City', '700000'],
	},
	{
		country: 'ID',
		source: 'libaddressinput ID',
		cells: 'Budi Contoh |  | Jl. Contoh No. 5 | 40115 | Bandung | Jawa Barat',
		lines: ['Budi Contoh', 'Jl. Contoh No. 5', 'Bandung', 'Jawa Barat 40115'],
	},
	{
		country: 'PH',
		source: 'libaddressinput PH',
		cells: 'Maria Halimbawa |  | 12 Example St | 1008 | Manila | Metro Manila',
		lines: ['Maria Halimbawa', '12 Example St', 'Manila', '1008 Metro Manila'],
	},
	{
		country: 'IN',
		source: 'libaddressinput IN',
		cells: 'Asha Example |  | 12 Example Road | 110001 | New Delhi | Delhi',
		lines: ['Asha Example', '12 Example Road', 'New Delhi 110001', 'Delhi'],
	},
	{
		country: 'PK',
		source: 'libaddressinput PK',
		cells: 'Ali Example |  | House 5, Street 12 | 44000 | Islamabad | ',
		lines: ['Ali Example', 'House 5, Street 12', 'Islamabad-44000'],
	},
	{
		country: 'IL',
		source: 'libaddressinput IL',
		cells: 'Dana Example |  | 12 Example St | 9614303 | Jerusalem | ',
		lines: ['Dana Example', '12 Example St', 'Jerusalem 9614303'],
	},
	{
		country: 'AE',
		source: 'OpenCage AE',
		cells: 'Omar Example | Example LLC | P.O. Box 1234 |  | Dubai | ',
		lines: ['Omar Example', 'Example LLC', 'P.O. Box 1234', 'Dubai'],
	},
	{
		country: 'SA',
		source: 'libaddressinput SA',
		cells: 'Omar Example |  | 1234 Example St | 11564 | Riyadh | ',
		lines: ['Omar Example', '1234 Example St', 'Riyadh 11564'],
	},
	{
		country: 'EG',
		source: 'libaddressinput EG',
		cells: 'Omar Example |  | 12 Example St | 11511 | Cairo | ',
		lines: ['Omar Example', '12 Example St', 'Cairo', '11511'],
	},
	{
		country: 'ZA',
		source: 'libaddressinput ZA',
		cells: 'Thandi Example |  | 12 Example Street | 0083 | Pretoria | ',
		lines: ['Thandi Example', '12 Example Street', 'Pretoria', '0083'],
	},
	{
		country: 'KE',
		source: 'libaddressinput KE',
		cells: 'Wanjiku Example |  | P.O. Box 1234 | 00100 | Nairobi | ',
		lines: ['Wanjiku Example', 'P.O. Box 1234', 'Nairobi', '00100'],
	},
	{
		country: 'NG',
		source: 'libaddressinput NG',
		cells: 'Ada Example |  | 12 Example Street | 100001 | Lagos | ',
		lines: ['Ada Example', '12 Example Street', 'Lagos 100001'],
	},
	{
		country: 'MA',
		source: 'libaddressinput MA',
		cells: 'Omar Exemple |  | 12 rue Exemple | 10000 | Rabat | ',
		lines: ['Omar Exemple', '12 rue Exemple', '10000 Rabat'],
	},
	{
		country: 'GI',
		source: 'libaddressinput GI, the city as typed',
		cells: 'Ann Example |  | 5 Main Street | GX11 1AA |  | ',
		lines: ['Ann Example', '5 Main Street', 'GX11 1AA'],
	},
	{
		country: 'CW',
		source: 'the order most countries have',
		cells: 'Ana Ehèmpel |  | Kaya Ehèmpel 5 |  | Willemstad | ',
		lines: ['Ana Ehèmpel', 'Kaya Ehèmpel 5', 'Willemstad'],
	},
	{
		country: 'XK',
		source: 'libaddressinput XK',
		cells: 'Arta Shembull |  | Rr. Shembull 5 | 10000 | Prishtinë | ',
		lines: ['Arta Shembull', 'Rr. Shembull 5', '10000 Prishtinë'],
	},
];
