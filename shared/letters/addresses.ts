/**
 * All that a node needs of addresses and countries, in one file, so that the names of countries are
 * bundled and loaded once: import() it where it is needed.
 */
export { describeTaken, readRow, takeColumns, type TakenColumns } from './columns';
export {
	allCountries,
	checkCountry,
	printedName,
	searchCountries,
	type CountryLanguage,
} from '../checks/countries/countries';
export { isCountryLanguage } from '../checks/countries/printedNames';
export { checkDateAndPlace } from './dateAndPlace';
export {
	checkLetterAddresses,
	type GivenAddress,
	type GivenAddresses,
	type PrintedAddresses,
} from './letterAddresses';
