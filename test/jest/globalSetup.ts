import { SETTINGS } from '../../src/config/settingsTable.ts';
import { TestServices } from './TestServices.ts';

declare global {
  var registreTestServices: TestServices | undefined;
}

/** Removes the settings of the program and of the PostgreSQL client from the environment, and starts {@link TestServices}. */
export default async function globalSetup(): Promise<void> {
  for (const name of Object.keys(process.env))
    if (name in SETTINGS || /^PG[A-Z]+$/.test(name)) delete process.env[name];
  // Hundreds of tests write a release. The tests of bundles turn them on.
  process.env.EXPORTS_BUNDLES = 'false';
  // With few arenas, glibc holds less memory of ended threads, such as those of closed PGlite instances.
  process.env.MALLOC_ARENA_MAX = '2';
  globalThis.registreTestServices = await TestServices.start();
  process.env.REGISTRE_TEST_SERVICES = globalThis.registreTestServices.url;
}
