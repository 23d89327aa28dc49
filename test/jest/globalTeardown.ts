/** Ends what the tests shared. */
export default async function globalTeardown(): Promise<void> {
  await globalThis.registreTestServices?.stop();
}
