import { rm } from 'node:fs/promises';
import { TEST_BUILD } from './globalSetup.ts';

/** Removes what globalSetup made, and stops the PostgreSQL that it started. */
export default async function globalTeardown(): Promise<void> {
  await rm(TEST_BUILD, { recursive: true, force: true });
  await globalThis.testTemplates?.remove();
  await globalThis.testServer?.stop();
}
