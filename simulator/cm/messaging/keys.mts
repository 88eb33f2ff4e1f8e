/**
 * The members a request can have, as they are documented (S-BM, facts 2 and 3). JSON keys are
 * case-insensitive (S-BM "XML Protocol").
 */
const DOCUMENTED = `
messages authentication productToken msg from to number body type content reference allowedChannels
minimumNumberOfMessageParts maximumNumberOfMessageParts dcs customGrouping customGrouping2
customGrouping3 validity appKey richContent conversation suggestions text tag context message_id
header media mediaName mediaUri mimeType mediaHeight cardOrientation thumbnailAlignment carousel
cardWidth cards location latitude longitude label searchQuery radius contacts addresses city country
country_code state street zip birthday emails email name formatted_name first_name last_name
middle_name name_prefix name_suffix org company department title phones phone urls url template
whatsapp namespace element_name language policy code components sub_type index parameters
localizable_params default currency currency_code amount_1000 fallback_value date_time component
day_of_week day_of_month year month hour minute timestamp payload interactive footer action button
buttons reply id sections rows description catalog_id product_retailer_id product_items payment
merchantName orderReference total currencyCode recipientEmail recipientCountryCode
languageCountryCode billingAddressRequired shippingContactRequired lineItems amount listPicker
options oauth2 responseType responseEncryptionKey clientSecret scope postbackdata dial PhoneNumber
calendar startTime endTime viewLocation shareLocation RequestLocation calendarPicker
merchantIdentifier subText countryCodes merchantSession
`;

const SPELLING = new Map(
	DOCUMENTED.trim()
		.split(/\s+/)
		.map((name) => [name.toLowerCase(), name]),
);

/** More than any message needs; what is deeper would only exhaust the stack. */
const MAX_DEPTH = 60;

/**
 * The same JSON, with every documented key in its documented spelling, at every level. Unknown keys
 * stay as they are.
 *
 * @throws RangeError for JSON that is nested too deeply.
 */
export function withDocumentedKeys(value: unknown, depth = 0): unknown {
	if (depth > MAX_DEPTH) throw new RangeError('The JSON is nested too deeply');
	if (typeof value !== 'object' || value === null) return value;
	if (Array.isArray(value)) return value.map((item) => withDocumentedKeys(item, depth + 1));
	return Object.fromEntries(
		Object.entries(value).map(([key, member]) => [
			SPELLING.get(key.toLowerCase()) ?? key,
			withDocumentedKeys(member, depth + 1),
		]),
	);
}
