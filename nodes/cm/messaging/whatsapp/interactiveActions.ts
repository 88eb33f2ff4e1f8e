import { quoted } from '../../../../shared/checks/quotation';
import { Form, given } from '../form';

/** What the reader of an interactive WhatsApp message can do. */
export interface InteractiveAction {
	/** Label of the button that opens a list. */
	button?: string;
	sections?: Section[];
	buttons?: Array<{ type: 'reply'; reply: { id: string; title: string } }>;
	catalog_id?: string;
	product_retailer_id?: string;
}

export interface Section {
	title?: string;
	rows?: Array<{ id: string; title: string; description?: string }>;
	product_items?: Array<{ product_retailer_id: string }>;
}

/** An action as a form gives it; which fields count depends on the type of the message. */
export interface ActionFields {
	/** list: label of the button that opens it. */
	button?: unknown;
	/** list, product_list. */
	sections?: SectionFields[];
	/** button. */
	buttons?: Array<{ id?: unknown; title?: unknown }>;
	/** product, product_list. */
	catalogId?: unknown;
	/** product. */
	productRetailerId?: unknown;
}

export interface SectionFields {
	title?: unknown;
	/** list. */
	rows?: Array<{ id?: unknown; title?: unknown; description?: unknown }>;
	/** product_list. */
	productRetailerIds?: unknown[];
}

/** WhatsApp interactive messages (developers.cm.com): numbers of things and lengths in characters. */
const MOST = { sections: 10, rows: 10, buttons: 3, products: 30 };
const LONGEST = {
	sectionTitle: 24,
	rowId: 200,
	rowTitle: 24,
	rowDescription: 72,
	buttonId: 256,
	buttonTitle: 20,
};

export function actionOf(form: Form, type: string, fields: ActionFields): InteractiveAction {
	switch (type) {
		case 'list':
			return {
				button: form.requiredText('Button Label', fields.button),
				sections: listSections(form, fields.sections ?? []),
			};
		case 'button':
			return { buttons: replyButtons(form, fields.buttons ?? []) };
		case 'product':
			return {
				catalog_id: form.requiredWord('Catalog ID', fields.catalogId),
				product_retailer_id: form.requiredWord('Product Retailer ID', fields.productRetailerId),
			};
		case 'product_list':
			return {
				catalog_id: form.requiredWord('Catalog ID', fields.catalogId),
				sections: productSections(form, fields.sections ?? []),
			};
		default:
			if (type !== '') {
				form.refuse(
					'Interactive Type',
					`${quoted(type)} is not known`,
					'Use list, button, product or product_list',
				);
			}
			return {};
	}
}

function listSections(form: Form, sections: SectionFields[]): Section[] {
	numberOf(form, 'Sections', sections.length, MOST.sections);
	const rows = sections.reduce((sum, section) => sum + (section.rows ?? []).length, 0);
	numberOf(form, 'Rows', rows, MOST.rows);
	return sections.map((section, sectionIndex) => {
		const part = form.part(`Section ${sectionIndex + 1}`);
		return given<Section>({
			title: sectionTitle(part, section, sections.length),
			rows: (section.rows ?? []).map((row, rowIndex) => {
				const line = part.part(`Row ${rowIndex + 1}`);
				return given({
					id: line.requiredWord('Row ID', row.id, { longest: LONGEST.rowId }),
					title: line.requiredText('Row Title', row.title, { longest: LONGEST.rowTitle }),
					description: line.text('Row Description', row.description, {
						longest: LONGEST.rowDescription,
					}),
				});
			}),
		});
	});
}

function productSections(form: Form, sections: SectionFields[]): Section[] {
	numberOf(form, 'Sections', sections.length, MOST.sections);
	const count = sections.reduce(
		(sum, { productRetailerIds = [] }) => sum + productRetailerIds.length,
		0,
	);
	numberOf(form, 'Products', count, MOST.products);
	return sections.map((section, index) => {
		const part = form.part(`Section ${index + 1}`);
		return given<Section>({
			title: sectionTitle(part, section, sections.length),
			product_items: (section.productRetailerIds ?? []).map((id) => ({
				product_retailer_id: part.requiredWord('Product Retailer ID', id),
			})),
		});
	});
}

/** A title tells sections apart, so one alone can do without. */
function sectionTitle(form: Form, { title }: SectionFields, sections: number): string | undefined {
	const limits = { longest: LONGEST.sectionTitle };
	return sections > 1
		? form.requiredText('Section Title', title, limits)
		: form.text('Section Title', title, limits);
}

function replyButtons(
	form: Form,
	buttons: Array<{ id?: unknown; title?: unknown }>,
): InteractiveAction['buttons'] {
	numberOf(form, 'Buttons', buttons.length, MOST.buttons);
	return buttons.map((button, index) => {
		const part = form.part(`Button ${index + 1}`);
		return {
			type: 'reply',
			reply: {
				id: part.requiredWord('Button ID', button.id, { longest: LONGEST.buttonId }),
				title: part.requiredText('Button Title', button.title, { longest: LONGEST.buttonTitle }),
			},
		};
	});
}

function numberOf(form: Form, field: string, count: number, most: number): void {
	if (count === 0) form.refuse(field, 'there are none', 'Add at least one');
	if (count > most)
		form.refuse(field, `there are ${count}; at most ${most} are allowed`, 'Remove some');
}
