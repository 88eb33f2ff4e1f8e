/**
 * Sorts fields or options as n8n wants them, by what a person sees. Compares plain text: for a name
 * in any other language Node would first load its rules of all languages, at n8n's start.
 */
export function alphabetical<T extends { name?: string; displayName?: string }>(list: T[]): T[] {
	const shown = ({ displayName, name }: T) => (displayName ?? name ?? '').toLowerCase();
	return [...list].sort((a, b) => (shown(a) < shown(b) ? -1 : shown(a) > shown(b) ? 1 : 0));
}
