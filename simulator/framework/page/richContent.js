import { element } from './element.js';

/**
 * The bubbles of a message: its text, or its rich content with the text for fallback. Clients may
 * send anything, so nothing here is taken for granted.
 */
export function richParts({ body, richContent }) {
	const items = listOf(richContent?.conversation);
	if (items.length === 0) return [element('p', 'bubble', body)];
	const parts = items.map(itemPart);
	const suggestions = suggestionChips(richContent.suggestions);
	if (suggestions) parts.push(suggestions);
	if (body) parts.push(element('p', 'fallback', `Text for fallback: ${body}`));
	return parts;
}

function listOf(value) {
	return Array.isArray(value) ? value.filter((item) => item && typeof item === 'object') : [];
}

function text(value) {
	return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** A link to what is on the web; anything else is shown as text. */
function link(address, label) {
	if (!/^https?:\/\//i.test(address)) return element('span', '', `${label} (${address})`);
	const made = element('a', '', label);
	made.href = address;
	made.target = '_blank';
	made.rel = 'noopener noreferrer';
	return made;
}

function mediaPart(media) {
	const uri = text(media.mediaUri);
	const kind = text(media.mimeType);
	const label = text(media.mediaName) || uri;
	return element('span', 'media', 'Media: ', link(uri, label), kind ? ` ${kind}` : '');
}

function suggestionChips(suggestions) {
	const chips = listOf(suggestions).map(({ action, label, url, dial }) => {
		const chip = element('li', 'suggestion', text(label));
		chip.title = [action, url, dial?.PhoneNumber].map(text).filter(Boolean).join(' ');
		return chip;
	});
	return chips.length === 0 ? null : element('ul', 'suggestions', ...chips);
}

function locationPart({ label, latitude, longitude, searchQuery }) {
	const place = [text(latitude), text(longitude)].filter(Boolean).join(', ');
	const parts = [text(label), text(searchQuery), place].filter(Boolean);
	return element('span', '', `Place: ${parts.join(' · ')}`);
}

/** The value of a template's parameter, of whichever type. */
function parameterText(parameter) {
	const { text: value, payload, currency, date_time: date, media, default: old } = parameter;
	const shown = value ?? payload ?? currency?.fallback_value ?? date?.fallback_value ?? old;
	return text(shown ?? media?.mediaUri) || JSON.stringify(parameter);
}

function templatePart(template) {
	const {
		element_name: name,
		language,
		components,
		localizable_params: old,
	} = template?.whatsapp ?? {};
	const rows = listOf(components).map(({ type, sub_type: subType, index, parameters }) => {
		const where = [type, subType, index].map(text).filter(Boolean).join(' ');
		return element('li', '', `${where}: ${listOf(parameters).map(parameterText).join(' | ')}`);
	});
	for (const parameter of listOf(old)) rows.push(element('li', '', parameterText(parameter)));
	return element(
		'div',
		'template',
		element('strong', '', `Template ${text(name)}`),
		` ${text(language?.code)}`,
		element('ul', '', ...rows),
	);
}

function interactivePart({ type, header, body, footer, action }) {
	const made = element('div', '', element('strong', '', text(header?.text)));
	made.append(element('p', '', text(body?.text) || `Interactive: ${text(type)}`));
	if (footer?.text) made.append(element('small', '', text(footer.text)));
	const labels = listOf(action?.buttons).map(({ reply }) => text(reply?.title));
	for (const { rows } of listOf(action?.sections)) {
		labels.push(...listOf(rows).map(({ title }) => text(title)));
	}
	if (action?.button) labels.unshift(text(action.button));
	const chips = labels.map((label) => element('li', 'suggestion', label));
	made.append(element('ul', 'suggestions', ...chips));
	return made;
}

function itemPart(item) {
	const bubble = element('div', 'bubble');
	if (item.header && typeof item.header === 'string') {
		bubble.append(element('strong', '', item.header));
	}
	if (item.media) bubble.append(mediaPart(item.media));
	if (item.text) bubble.append(element('p', '', text(item.text)));
	if (item.location) bubble.append(locationPart(item.location));
	for (const { name } of listOf(item.contacts)) {
		bubble.append(element('span', '', `Contact: ${text(name?.formatted_name)}`));
	}
	if (item.template) bubble.append(templatePart(item.template));
	if (item.interactive) bubble.append(interactivePart(item.interactive));
	for (const card of listOf(item.carousel?.cards)) bubble.append(itemPart(card));
	const chips = suggestionChips(item.suggestions);
	if (chips) bubble.append(chips);
	if (bubble.childNodes.length === 0) bubble.append(element('code', '', JSON.stringify(item)));
	return bubble;
}
