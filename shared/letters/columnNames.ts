/** What a column of a sheet is, as far as an address needs it. */
export type Field =
	| 'name'
	| 'firstName'
	| 'middleName'
	| 'lastName'
	| 'company'
	| 'street'
	| 'houseNumber'
	| 'addition'
	| 'secondLine'
	| 'postalCode'
	| 'city'
	| 'region'
	| 'country';

/** What the fields are called in a sentence. */
export const FIELD_LABELS: Readonly<Record<Field, string>> = {
	name: 'the name',
	firstName: 'the first name',
	middleName: 'what stands before the last name',
	lastName: 'the last name',
	company: 'the company',
	street: 'the street',
	houseNumber: 'the house number',
	addition: 'the addition to the house number',
	secondLine: 'a further line of the street',
	postalCode: 'the postal code',
	city: 'the city',
	region: 'the region',
	country: 'the country',
};

/**
 * What people call the columns in English, Dutch, German, French, Spanish and Italian, in the form
 * that columnKey gives.
 */
const USUAL_NAMES: Readonly<Record<Field, string>> = {
	name: `name fullname namefull firstandlastname firstlastname recipient recipientname addressee addresseename customername membername
		naam volledigenaam naamvolledig voorenachternaam voornaamenachternaam voornaamachternaam ontvanger naamontvanger geadresseerde klantnaam naamklant
		vornamenachname vornameundnachname vorundnachname vornameundname vornamename namevorname
		nachnamevorname vollername vollstandigername empfanger empfaenger empfangername namedesempfangers kundenname
		adressat nomcomplet destinataire nomdudestinataire nomclient nomduclient nometprenom
		prenometnom nomprenom prenomnom nombrecompleto nombreyapellido nombreyapellidos
		apellidosynombre destinatario nombredestinatario nombrecliente nombredelcliente nomecompleto
		nominativo nomeecognome nomecognome cognomeenome cognomenome nomecliente intestatario`,
	firstName: `firstname first fname givenname givennames forename forenames christianname initials
		voornaam voornamen voorletters roepnaam vorname vornamen rufname prenom prenoms
		nombredepila primernombre primonome`,
	middleName: `middlename middlenames middleinitial infix tussenvoegsel tussenvoegsels voorvoegsel
		voorvoegsels namenszusatz`,
	lastName: `lastname last lname surname surnames familyname secondname achternaam familienaam
		nachname familienname zuname nomdefamille apellido apellidos primerapellido cognome cognomi`,
	company: `company companyname organisation organization organisationname organizationname
		business businessname bedrijf bedrijfsnaam organisatie organisatienaam vereniging firma
		firmenname firmanaam unternehmen unternehmensname verein betrieb societe nomdelasociete
		nomsociete entreprise nomentreprise nomdelentreprise raisonsociale organisme empresa
		nombreempresa nombredelaempresa razonsocial compania organizacion azienda nomeazienda societa
		ditta impresa ragionesociale denominazione organizzazione ente`,
	street: `street streetandno streetno streetnr streetnameandnumber streetnumbername streetname streetaddress streetandnumber streetnumber streetandhousenumber streetnumberandname
		streetline1 street1 address address1 addressline addressline1 addr addr1 addressstreet
		postaladdress mailingaddress homeaddress road roadname
		straat straatnaam straatennummer straatenhuisnummer straathuisnummer straatnummer straatnr straathuisnr
		straatennr adres adres1 adresregel adresregel1 postadres woonadres
		strasse str strassenname strasse1 strasseundhausnummer strasseundnummer strasseundnr
		strassehausnummer strassehausnr strassenummer strassenr strnr strassehnr adresse adresse1
		adresszeile adresszeile1 anschrift postanschrift
		rue nomderue nomdelarue voie libellevoie numeroetrue numeroetvoie rueetnumero nruue
		adresseligne1 adressepostale ligneadresse1 adressedomicile
		calle nombrecalle nombredelacalle calleynumero callenumero callenum domicilio direccion
		direccion1 direccionpostal lineadireccion1 direccionlinea1 via
		indirizzo indirizzo1 indirizzopostale viapiazza viaenumero viaenumerocivico viacivico rigaindirizzo1
		nomevia`,
	houseNumber: `housenumber housenumbername houseno housenr buildingnumber
		huisnummer huisnr hausnummer hausnr hnr numerorue numerodevoie numerovoie numerodanslarue
		numerocalle numerodecalle numerodecasa numeroexterior numerocivico ncivico civico
		numerodirue`,
	addition: `housenumberaddition housenumbersuffix housenumberextension addition numberaddition
		toevoeging huisnummertoevoeging huisnrtoevoeging huisnummertoev toev busnummer bus busnr
		hausnummerzusatz hausnrzusatz hausnummernzusatz numerointerior`,
	secondLine: `address2 addressline2 addr2 street2 streetline2 address3 addressline3 apartment apt
		aptsuite apartmentnumber suite flat adres2 adresregel2 adres3 adresregel3
		adresszusatz adresse2 adresszeile2 adresse3 adresszeile3 anschriftzusatz
		adresseligne2 ligneadresse2 complementdadresse complementadresse
		direccion2 direccionlinea2 lineadireccion2 piso pisopuerta puerta
		indirizzo2 rigaindirizzo2 interno scala`,
	postalCode: `postalcode postal postcode postalcodezip zip zippostal zipcode zippostalcode zippostcode postcodezip
		postalzipcode postzip eircode postnummer postnr plz postleitzahl plzzip zipplz codepostal
		codepostale cp codigopostal codpostal cap codiceavviamentopostale codicepostale`,
	city: `city cityname town towncity citytown posttown locality municipality suburb citytownvillage
		plaats plaatsnaam woonplaats stad gemeente vestigingsplaats ort ortschaft stadt wohnort
		stadtort ortstadt ortsname gemeinde ville nomville commune localite villecommune
		ciudad poblacion localidad municipio citta comune localita cittacomune
		zipcity postalcodecity postcodecity postcodeplaats postcodewoonplaats postcodeenplaats
		postcodeenwoonplaats plzort plzundort plzstadt plzundstadt cpville codepostalville
		codepostaletville cpciudad cpypoblacion cplocalidad caplocalita capcitta capecitta`,
	region: `region state stateprovince stateregion stateorprovince statecounty province provincestate
		county stateprovinceregion statecode provincecode provincie provincienaam deelstaat regio
		bundesland kanton canton provinz gebiet etat etatprovince departementregion provincia provinciaestado
		comunidadautonoma comunidad estado estadoprovincia comarca regione provinciasigla
		siglaprovincia prov pv`,
	country: `country countrycode countryname countryregion nation land landcode landnaam landcodeiso landvanbestemming
		landname landeskurzel landeskuerzel landkz landeskennzeichen staatland
		pays codepays nompays paysdedestination pais codigopais codigodepais nombrepais paisdestino
		paese codicepaese nazione nomepaese destinationcountry countryofdestination`,
};

/** Taken only where no column has a name that leaves less doubt. */
const WEAK_NAMES: Readonly<Partial<Record<Field, string>>> = {
	name: `contact contactname contactperson contactpersoon ansprechpartner kontaktperson kontakt
		customer client klant kunde cliente contacto contatto person persoon member lid mitglied`,
	city: 'place location',
};

/** "Nom" is the whole name, unless the first name has a column of its own; so are these. */
export const LAST_NAME_BESIDE_FIRST = new Set('name naam nom nombre nome'.split(' '));
/** In Spanish and Italian, the first name is called the name where the last has its own column. */
export const FIRST_NAME_BESIDE_LAST = new Set('nombre nome name naam nom'.split(' '));

/** Street and number, unless the street has a column of its own. */
export const STREET_WITH_NUMBER = new Set(
	'streetnumber streetno streetnr strassenummer strassennummer strassenr straatnummer straatnr callenumero'.split(
		' ',
	),
);

/** The number of a house, if it stands right beside the street. */
export const NUMBER_BESIDE_STREET = new Set('number no nr num nummer numero n'.split(' '));

const fieldsByName = tableOf(USUAL_NAMES);
const fieldsByWeakName = tableOf(WEAK_NAMES);

/** The field that a column is by its usual name, with or without a remark in brackets. */
export function usualField(column: string): Field | undefined {
	return [columnKey(column), columnKey(withoutRemark(column)), keyOfRecipient(column)]
		.map((key) => (LAST_NAME_BESIDE_FIRST.has(key) ? 'name' : fieldsByName.get(key)))
		.find((field) => field !== undefined);
}

export function weakField(column: string): Field | undefined {
	return fieldsByWeakName.get(columnKey(column));
}

/** "Adres (straat + nr)" is the address; "Postcode (visits)" is another one. */
function withoutRemark(column: string): string {
	return column.replace(/\(.*?\)|\[.*?\]/gu, (remark) =>
		columnWords(remark).every((word) => PLAIN_REMARK.test(word)) ? ' ' : remark,
	);
}

const PLAIN_REMARK =
	/^(?:iso|code|cp|zip|plz|via|numero|number|street|strasse|hausnummer|nr|no|straat|huisnummer|rue|calle|full|volledig|optional|optioneel|required|verplicht|pflicht|pflichtfeld|obligatoire|facultatif|line|regel|zeile|ligne|1|en|e|et|y|und|and|sigla|name|naam)$/;

const RECIPIENT =
	/^(?:recipients?|addressee|mailing|ontvanger|geadresseerde|empfaengers?|empfangers?|destinataire|destinatario)$/;

/** "Recipient City" is the city. */
function keyOfRecipient(column: string): string {
	const words = columnWords(column);
	const others = words.filter((word) => !RECIPIENT.test(word));
	return others.length < words.length ? others.join('') : '';
}

/** A column's name without case, accents, blanks and signs: "Straße & Hausnr." is strassehausnr. */
export function columnKey(column: string): string {
	return columnWords(column).join('').replace(/&/g, '');
}

/** The words of a column's name: "shippingCity_2" is shipping, city, 2. */
export function columnWords(column: string): string[] {
	return column
		.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
		.replace(/(\p{L})(\d)/gu, '$1 $2')
		.toLowerCase()
		.replace(/ß/g, 'ss')
		.normalize('NFKD')
		.replace(/\p{M}/gu, '')
		.replace(/['’`´]/g, '')
		.split(/[^\p{L}\p{N}]+/u)
		.filter((word) => word !== '');
}

/**
 * Words that make a column part of an address, whatever stands beside them. "State", "region" and
 * "place" are not among them: those of an order or a birth are no address.
 */
const ADDRESS_WORD =
	/^(?:street|address|addr|city|town|zip|zipcode|postal|postcode|country|straat|straatnaam|adres|postcodes?|plaats|woonplaats|land|huisnummer|strasse|adresse|anschrift|plz|postleitzahl|ort|stadt|hausnummer|rue|ville|pays|calle|direccion|ciudad|pais|indirizzo|citta|paese)$|(?:strasse|anschrift|postleitzahl|straat|postcode|woonplaats|huisnummer|hausnummer|hausnr)$|^(?:liefer|rechnungs|versand|haupt|wohn|post)(?:ort|adresse|land|plz|stadt)$|^(?:factuur|bezorg|aflever|lever|verzend|post|woon|bezoek)(?:adres|plaats|land|stad)$/;

/** What is called an address, or a country, and is none: of mail, of the net, of birth. */
const OTHER_MATTER =
	/^(?:e?mails?|correo|electronico|electronica|courriel|ip|mac|web|website|url|internet|phone|tel\w*|dialing|dial|prefix|birth|born|geb\w*|naissance|nacimiento|nascita|nationality|id|language|taal|sender|afzender|absender|expediteur|remitente|mittente|from)$|mailadres(?:se)?$|webadres(?:se)?$/;

/** Whether a column looks like part of an address by its name. */
export function looksLikeAddress(column: string): boolean {
	const words = columnWords(column);
	return (
		words.some((word) => ADDRESS_WORD.test(word)) && !words.some((word) => OTHER_MATTER.test(word))
	);
}

function tableOf(names: Readonly<Partial<Record<Field, string>>>): Map<string, Field> {
	const table = new Map<string, Field>();
	for (const [field, text] of Object.entries(names)) {
		for (const name of text.split(/\s+/)) table.set(name, field as Field);
	}
	return table;
}
