import { Form, given } from '../form';
import { mediaIfGiven, type Media, type MediaFields } from './media';
import { suggestionsOf, type Suggestion, type SuggestionFields } from './suggestions';

/** A rich card. RCS rich card messages; CM's SDKs. */
export interface Card {
	header?: string;
	text?: string;
	media?: Media;
	suggestions?: Suggestion[];
	/** RCS: `HORIZONTAL` or `VERTICAL`. */
	cardOrientation?: string;
	/** RCS, with a horizontal card: `LEFT` or `RIGHT`. */
	thumbnailAlignment?: string;
}

/** A card as a form gives it. */
export interface CardFields extends MediaFields {
	header?: unknown;
	text?: unknown;
	cardOrientation?: unknown;
	thumbnailAlignment?: unknown;
	suggestions?: SuggestionFields[];
}

/** RCS carousel messages. */
export interface Carousel {
	/** `Small` or `Medium`. */
	cardWidth?: string;
	cards: Card[];
}

/** A carousel as a form gives it. */
export interface CarouselFields {
	cardWidth?: unknown;
	cards?: CardFields[];
}

/** RCS rich card messages: "max 4" suggestions on a card. */
const MOST_CARD_SUGGESTIONS = 4;
/** RCS carousel messages. */
const CARDS = { least: 2, most: 10 };

export function cardOf(form: Form, fields: CardFields): Card {
	const card = {
		header: form.text('Header', fields.header),
		text: form.text('Text', fields.text),
		media: mediaIfGiven(form, fields),
		suggestions: suggestionsOf(form, fields.suggestions, MOST_CARD_SUGGESTIONS),
		cardOrientation: form.word('Card Orientation', fields.cardOrientation),
		thumbnailAlignment: form.word('Thumbnail Alignment', fields.thumbnailAlignment),
	};
	if (card.header === undefined && card.text === undefined && card.media === undefined) {
		form.refuse('Header', 'the card is empty', 'Give it a header, a text or a medium');
	}
	return given<Card>(card);
}

export function carouselOf(form: Form, { cardWidth, cards = [] }: CarouselFields): Carousel {
	if (cards.length < CARDS.least || cards.length > CARDS.most) {
		form.refuse(
			'Cards',
			`a carousel has ${CARDS.least} to ${CARDS.most} cards, not ${cards.length}`,
			'Add or remove cards',
		);
	}
	return given<Carousel>({
		cardWidth: form.word('Card Width', cardWidth),
		cards: cards.map((card, index) => cardOf(form.part(`Card ${index + 1}`), card)),
	});
}
