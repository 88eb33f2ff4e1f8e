import { fileURLToPath } from 'node:url';
import express, { type RequestHandler } from 'express';

const PAGE_DIRECTORY = fileURLToPath(new URL('./page', import.meta.url));

/** Nothing from elsewhere, nothing inline, whatever a letter's text says. */
const POLICY =
	"default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; " +
	"img-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

/** The page at `/`, where a person sees the letters that arrived. */
export function pageRoutes(): RequestHandler[] {
	return [
		(_request, response, next) => {
			response.set({ 'Content-Security-Policy': POLICY, 'X-Content-Type-Options': 'nosniff' });
			next();
		},
		express.static(PAGE_DIRECTORY, { cacheControl: false }),
	];
}
