import { quoted } from '../../../../shared/checks/quotation';
import { Form, given } from '../form';

/** Business Messaging API, Media messages. */
export interface Media {
	/** Caption of an image or video, name of a document; not shown with audio. */
	mediaName?: string;
	mediaUri: string;
	/** As CM writes them, which is not always how the world does: `document/pdf`, `audio/acc`. */
	mimeType?: string;
	/** RCS: `short`, `medium` or `tall`. */
	mediaHeight?: string;
}

/** A medium as a form gives it. */
export interface MediaFields {
	mediaName?: unknown;
	mediaUri?: unknown;
	mimeType?: unknown;
	mediaHeight?: unknown;
}

/** The mimeType is passed on as given: the document's own list is not what IANA registers. */
export function mediaOf(form: Form, fields: MediaFields): Media {
	const mediaUri = form.requiredWord('Media URL', fields.mediaUri);
	if (mediaUri !== '' && !/^https?:\/\/[^\s/]+/i.test(mediaUri)) {
		form.refuse(
			'Media URL',
			`${quoted(mediaUri)} is not a web address`,
			'Give a URL that starts with https://, from which CM.com can fetch the file',
		);
	}
	return given({
		mediaName: form.text('Media Name', fields.mediaName),
		mediaUri,
		mimeType: form.word('MIME Type', fields.mimeType),
		mediaHeight: form.word('Media Height', fields.mediaHeight),
	});
}

/** The medium, when the form has anything of it. */
export function mediaIfGiven(form: Form, fields: MediaFields): Media | undefined {
	const isGiven = [fields.mediaUri, fields.mediaName, fields.mimeType].some(
		(value) => value !== undefined && value !== null && value !== '',
	);
	return isGiven ? mediaOf(form, fields) : undefined;
}
