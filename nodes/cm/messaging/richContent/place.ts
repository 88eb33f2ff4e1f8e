import { Form, given } from '../form';

/** A spot on the map. Business Messaging API, ViewLocation and Location messages. */
export interface Place {
	/** Degrees, as text, as the document writes them. */
	latitude?: string;
	longitude?: string;
	label?: string;
	searchQuery?: string;
	/** CM's SDKs. */
	radius?: number;
}

/** A place as a form gives it. */
export interface PlaceFields {
	latitude?: unknown;
	longitude?: unknown;
	label?: unknown;
	searchQuery?: unknown;
	radius?: unknown;
}

/** "Either the search query or the latitude & longitude are required!" */
export function placeOf(form: Form, fields: PlaceFields): Place {
	const latitude = degrees(form, 'Latitude', fields.latitude, 90);
	const longitude = degrees(form, 'Longitude', fields.longitude, 180);
	const searchQuery = form.text('Search Query', fields.searchQuery);

	if (latitude === undefined && longitude === undefined) {
		if (searchQuery === undefined) {
			form.refuse(
				'Latitude',
				'there is neither a latitude with a longitude nor a search query',
				'Fill in both, or a search query',
			);
		}
	} else if (latitude === undefined || longitude === undefined) {
		form.refuse(
			latitude === undefined ? 'Latitude' : 'Longitude',
			'latitude and longitude are only used together',
			'Fill in both, or a search query instead',
		);
	}
	return given({
		latitude,
		longitude,
		label: form.text('Label', fields.label),
		searchQuery,
		radius: form.number('Radius', fields.radius, { least: 0 }),
	});
}

function degrees(form: Form, field: string, value: unknown, most: number): string | undefined {
	const text = form.word(field, value);
	if (text !== undefined) form.number(field, text, { least: -most, most });
	return text;
}
