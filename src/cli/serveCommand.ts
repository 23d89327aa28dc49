import type { FastifyInstance } from 'fastify';
import { actorOf } from '../api/actorOf.ts';
import { openDocuments } from '../api/documents/openDocuments.ts';
import { createServer } from '../api/server.ts';
import { type Database, openDatabase } from '../database.ts';
import { refuse } from '../foundation/errors.ts';
import { readerOn } from '../foundation/reader.ts';
import { readSettings, type Settings } from '../foundation/settings.ts';
import { codeOf, problemOf } from '../foundation/systemError.ts';
import { prepare } from '../prepare.ts';
import { Releases } from '../publishing/datasets/latestRelease.ts';
import { releaseExports } from '../publishing/release/release.ts';
import { actorOfToken } from '../register/tokens/actorOfToken.ts';
import { checkTokenKeys } from '../register/tokens/tokenKeys.ts';
import { serveExports } from '../web/files.ts';
import { holdingsOf, inWords } from '../web/holdings.ts';
import { servePages } from '../web/pages.ts';
import { type Control, listenForCommands } from './control/listen.ts';
import { memberSecret } from './memberSecret.ts';
import { tokenKeys } from './tokenKeys.ts';

/** `registre serve`: everything from an empty directory to a register that answers. Ends with SIGTERM or SIGINT. */
export async function serveCommand(): Promise<void> {
  const settings = readSettings(process.env);
  // Listened to from the first: a signal that comes while the register is made ready stops it once it is.
  const stopped = signal();
  const database = await openDatabase(settings);
  let app: FastifyInstance;
  try {
    console.log(`Opened the ${database.name}.`);
    await start(database, settings);
    app = await listening(database, settings);
  } catch (error) {
    await database.close();
    throw error;
  }
  const control = await listeningForCommands(database, settings);
  console.log(`Holds ${inWords(await holdingsOf(database.pool))}.`);
  const address = settings.port === 0 ? addressOf(app) : settings.publicUrl;
  console.log(`\n  ${address}/          what the register holds, in French`);
  console.log(`  ${address}/graphql   the API (its schema: ${address}/schema.graphql)`);
  console.log(`  ${address}/exports/latest/startups/startups.csv   the open data\n`);
  console.log('Ready. Press Ctrl-C to stop.');
  await stopped;
  console.log('Finishing the requests under way…');
  await control?.close();
  await app.close();
  await database.close();
}

async function start(database: Database, settings: Settings): Promise<void> {
  const { migrations, loaded } = await prepare(database, () => memberSecret(settings));
  if (migrations.length > 0) console.log(`Brought it up to date: ${migrations.length} migration(s).`);
  if (loaded !== null) console.log(`Loaded the reference register: version ${loaded}.`);
  const { pool } = database;
  await checkTokenKeys(readerOn(pool), tokenKeys(settings));
  const release = await releaseExports({ pool, directory: settings.exportsDir, publicUrl: settings.publicUrl });
  console.log(
    release.made
      ? `Wrote release ${release.name} in ${settings.exportsDir}.`
      : `Release ${release.name} is up to date.`,
  );
}

async function listening({ dataSource, pool }: Database, settings: Settings): Promise<FastifyInstance> {
  const [reader, keys] = [readerOn(pool), tokenKeys(settings)];
  const releases = new Releases(settings.exportsDir, settings.publicUrl);
  const app = await createServer({
    dataSource,
    pool,
    actorOf: actorOf((token) => actorOfToken(reader, keys, token)),
    memberSecret: await memberSecret(settings),
    releases,
    documents: await openDocuments(pool, settings),
    logLevel: settings.logLevel,
  });
  await serveExports(app, settings.exportsDir);
  servePages(app, { pool, releases, publicUrl: settings.publicUrl, directory: settings.exportsDir });
  try {
    await app.listen({ port: settings.port, host: settings.host });
  } catch (error) {
    await app.close();
    if (codeOf(error) === 'EADDRINUSE') refuse('PORT_IN_USE', { host: settings.host, port: settings.port });
    throw error;
  }
  return app;
}

/** Other processes can't open the embedded database while this one does: it carries out their commands. */
async function listeningForCommands(database: Database, settings: Settings): Promise<Control | null> {
  if (database.shared) return null;
  try {
    return await listenForCommands({ database, settings });
  } catch (error) {
    // Some file systems hold no sockets. Whoever gives a command is told then what to do: to stop the server first.
    console.error(`Commands such as registre token can't be given while this server runs: ${problemOf(error)}.`);
    return null;
  }
}

function addressOf(app: FastifyInstance): string {
  const address = app.server.address();
  return typeof address === 'object' && address ? `http://localhost:${address.port}` : '';
}

function signal(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    process.once('SIGTERM', resolve);
    process.once('SIGINT', resolve);
  });
}
