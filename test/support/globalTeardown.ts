/** Removes what globalSetup made, and stops the PostgreSQL that it started. */
export default async function globalTeardown(): Promise<void> {
  await globalThis.testTemplates?.remove();
  await globalThis.testServer?.stop();
}
