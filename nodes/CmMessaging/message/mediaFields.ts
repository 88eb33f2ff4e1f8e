import type { IBinaryData, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import type { MediaFields } from '../../cm/messaging/richContent/media';
import { noSuchFile } from '../../../shared/n8n/inputFile';
import { refused, usable, type Checked, type Refusal } from '../../../shared/checks/refusal';
import { isPlainObject } from './formLists';

/** Days for which CM.com and its channels can fetch a file through n8n's link. */
const LINK_LIVES = '7d';

/** Media as the parameters give it: by URL, or a file of the input item. */
export interface MediaParameters extends MediaFields {
	mediaFrom?: unknown;
	/** Name of the input data field, or the file itself when an expression gave it. */
	mediaField?: unknown;
}

type Show = NonNullable<INodeProperties['displayOptions']>['show'];

/** Fields for one medium, shown beside whatever decides that there is one. */
export function mediaFields(show: Show = {}): INodeProperties[] {
	return [
		{
			displayName: 'Media From',
			name: 'mediaFrom',
			type: 'options',
			default: 'url',
			options: [
				{ name: 'URL', value: 'url' },
				{
					name: 'Input Data Field',
					value: 'field',
					description:
						'CM.com fetches the file from this n8n by a link that only those who have it can open',
				},
			],
			displayOptions: { show },
		},
		{
			displayName: 'Media URL',
			name: 'mediaUri',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://example.com/picture.jpg',
			displayOptions: { show: { ...show, mediaFrom: ['url'] } },
		},
		{
			displayName: 'Input Data Field Name',
			name: 'mediaField',
			type: 'string',
			default: 'data',
			description: 'The name of the input field that holds the file',
			displayOptions: { show: { ...show, mediaFrom: ['field'] } },
		},
		{
			displayName: 'Media Name',
			name: 'mediaName',
			type: 'string',
			default: '',
			placeholder: 'e.g. invoice.pdf',
			description: 'Caption of an image or video, name of a document',
			displayOptions: { show },
		},
		{
			displayName: 'MIME Type',
			name: 'mimeType',
			type: 'string',
			default: '',
			placeholder: 'e.g. image/jpeg',
			description:
				'As CM.com writes it, which for documents is document/pdf, document/docx and so on',
			displayOptions: { show },
		},
	];
}

/**
 * Replaces a file of the input item by a link to it, wherever in the parameters one stands.
 * @returns refusals for files that are not there, or that nobody can fetch
 */
export function withLinks<T>(context: IExecuteFunctions, itemIndex: number, value: T): Checked<T> {
	const refusals: Refusal[] = [];
	const linked = mediaReplaced(value, (field) => {
		const link = linkTo(context, itemIndex, field);
		if (!link.ok) refusals.push(...link.refusals);
		return link.ok ? link.value : '';
	});
	return refusals.length > 0 ? { ok: false, refusals } : usable(linked as T);
}

function mediaReplaced(value: unknown, link: (field: unknown) => string): unknown {
	if (Array.isArray(value)) return value.map((each) => mediaReplaced(each, link));
	if (!isPlainObject(value)) return value;

	const replaced = Object.fromEntries(
		Object.entries(value).map(([name, each]) => [name, mediaReplaced(each, link)]),
	) as MediaParameters;
	return replaced.mediaFrom === 'field'
		? { ...replaced, mediaUri: link(replaced.mediaField ?? 'data') }
		: replaced;
}

function linkTo(context: IExecuteFunctions, itemIndex: number, field: unknown): Checked<string> {
	let file: IBinaryData;
	try {
		file = context.helpers.assertBinaryData(itemIndex, field as string | IBinaryData);
	} catch {
		return noSuchFile(context, itemIndex, field, 'Input Data Field Name');
	}
	if (file.id === undefined) {
		return refused(
			'Media From',
			'this n8n keeps files in memory, where CM.com cannot fetch them',
			'Give a URL, or have n8n keep files elsewhere (N8N_DEFAULT_BINARY_DATA_MODE)',
		);
	}
	return usable(context.helpers.createBinarySignedUrl(file, LINK_LIVES));
}
