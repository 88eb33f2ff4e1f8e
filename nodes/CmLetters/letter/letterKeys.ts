/** Letters are guarded as one: what Create created, Create and Send does not create again. */
export const LETTER_KEYS = 'letter';
