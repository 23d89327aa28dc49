/** The request headers that a response of the API depends on. */
export const VARY = 'Accept, Accept-Encoding, Authorization';
