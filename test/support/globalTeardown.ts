/** Stops the PostgreSQL that globalSetup started, and so removes its directory. */
export default async function globalTeardown(): Promise<void> {
  await globalThis.testServer?.stop();
}
