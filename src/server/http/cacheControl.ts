/** Fresh for one minute. A shared cache may serve it for ten more minutes while it revalidates. */
export const PUBLIC = 'public, max-age=60, stale-while-revalidate=600';

/** Caches may store the response, and must revalidate it each time. */
export const NO_CACHE = 'public, no-cache';

/** For the response to a request with a token. */
export const PRIVATE = 'private, no-store';

export const NO_STORE = 'no-store';

/** The request headers that a response of the API depends on. */
export const VARY = 'Accept, Accept-Encoding, Authorization';
