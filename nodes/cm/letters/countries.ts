/**
 * CM Letters API, Letter object properties: destination is the "ISO country code of the destination
 * address"; every example is alpha-2.
 */
export {
	allCountries,
	checkCountry,
	countryName,
	searchCountries,
	type Country,
} from '../addresses/countries';
