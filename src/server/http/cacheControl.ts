/** Fresh for one minute; a shared cache may serve it for ten more while it revalidates. */
export const PUBLIC = 'public, max-age=60, stale-while-revalidate=600';

/** May be stored, and must be revalidated each time. */
export const NO_CACHE = 'public, no-cache';

/** A response to a request with a token. */
export const PRIVATE = 'private, no-store';

export const NO_STORE = 'no-store';

/** The request headers that a response of the API depends on. */
export const VARY = 'Accept, Accept-Encoding, Authorization';
