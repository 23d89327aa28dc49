import { SETTINGS } from '../../src/config/settingsTable.ts';
import { TestServices } from './TestServices.ts';

declare global {
  var registreTestServices: TestServices | undefined;
}

/** Removes the settings of the program and of the PostgreSQL client from the environment, and serves what the tests share. Starts nothing else. */
export default async function globalSetup(): Promise<void> {
  for (const name of Object.keys(process.env))
    if (name in SETTINGS || /^PG[A-Z]+$/.test(name)) delete process.env[name];
  // Of a thread that ended, as that of a closed PGlite, glibc keeps less memory with few arenas.
  process.env.MALLOC_ARENA_MAX = '2';
  globalThis.registreTestServices = await TestServices.start();
  process.env.REGISTRE_TEST_SERVICES = globalThis.registreTestServices.url;
}
