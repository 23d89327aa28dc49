/** What an answer of the API depends on besides its address: its form, how it is compressed, and who asks. */
export const VARY = 'Accept, Accept-Encoding, Authorization';
