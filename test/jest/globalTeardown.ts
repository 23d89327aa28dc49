/** Stops the shared resources. */
export default async function globalTeardown(): Promise<void> {
  await globalThis.registreTestServices?.stop();
}
