import { join } from 'node:path';
import { packageRoot } from '../../src/foundation/packageRoot.ts';
import { type Postgres, startPostgres } from './postgres.ts';
import { makeTemplates, type Templates } from './templates.ts';

/** Where the first test that runs commands builds them, for all; within the package, so that they find its modules. */
export const TEST_BUILD = join(packageRoot, 'dist', `test-${process.pid}`);

declare global {
  var testServer: Postgres | undefined;
  var testTemplates: Templates | undefined;
}

/**
 * Starts one real PostgreSQL for the whole run, unless REGISTRE_TEST_DATABASE_URL names one, and makes what the
 * databases of the tests are copies of.
 */
export default async function globalSetup(): Promise<void> {
  let url = process.env.REGISTRE_TEST_DATABASE_URL;
  if (!url) {
    globalThis.testServer = await startPostgres();
    url = globalThis.testServer.url;
  }
  const templates = await makeTemplates(url);
  globalThis.testTemplates = templates;
  Object.assign(process.env, {
    REGISTRE_TEST_DATABASE_URL: url,
    REGISTRE_TEST_FILES: templates.files,
    REGISTRE_TEST_MIGRATED_FILES: templates.migratedFiles,
    REGISTRE_TEST_BUILD: TEST_BUILD,
    REGISTRE_TEST_EMPTY: templates.empty,
    REGISTRE_TEST_MIGRATED: templates.migrated,
    REGISTRE_TEST_TEMPLATE: templates.template,
  });
}
