import type { FastifyInstance } from 'fastify';
import type { Settings } from '../../config/settings.ts';
import type { Database } from '../../database/database.ts';
import { migrate, migrationState } from '../../database/migrate.ts';
import { openReadDatabase } from '../../database/readDatabase.ts';
import { fail } from '../../errors/errors.ts';
import { errorCode, messageWithoutPaths } from '../../files/systemError.ts';
import { latestName } from '../../publishing/exportsDirectory/releaseFiles.ts';
import { Releases } from '../../publishing/graphql/Releases.ts';
import { authenticateToken } from '../../register/tokens/authenticateToken.ts';
import { checkTokenSecret } from '../../register/tokens/tokenSecret.ts';
import { watchVersion } from '../../register/versionWatch/VersionWatcher.ts';
import { serveHealth } from '../../server/health.ts';
import { bearerAuthentication } from '../../server/http/bearerAuthentication.ts';
import { openPersistedDocuments } from '../../server/persistedDocuments/openPersistedDocuments.ts';
import type { PersistedDocuments } from '../../server/persistedDocuments/PersistedDocuments.ts';
import { createServer } from '../../server/server.ts';
import { serveMetrics } from '../../server/telemetry/serveMetrics.ts';
import { Telemetry } from '../../server/telemetry/Telemetry.ts';
import type { TraceSettings } from '../../server/telemetry/tracing.ts';
import { readerOn } from '../../sql/reader.ts';
import { serveBetaGouv } from '../../web/betaGouv/serveBetaGouv.ts';
import { EXAMPLE_TEXTS } from '../../web/explorer/examples.ts';
import { serveExports } from '../../web/exports/serveExports.ts';
import { QUERY_TEXTS } from '../../web/queries/queryTexts.ts';
import { countsInWords, readCounts } from '../../web/registerCounts.ts';
import { serveCatalogues } from '../../web/serveCatalogues.ts';
import { servePages } from '../../web/servePages.ts';
import { serveQueryPages } from '../../web/serveQueryPages.ts';
import { serveTableSchemas } from '../../web/serveTableSchemas.ts';
import { readTheme } from '../../web/site/readTheme.ts';
import { PORT_IN_USE } from '../cliErrors.ts';
import { memberSecret, tokenSecretStore } from '../installation/secrets.ts';
import { type ControlServer, startControlServer } from '../remote/controlServer.ts';
import { gracefulShutdown, type stopSignal } from './gracefulShutdown.ts';
import { type ReleaseProblem, untilNextRelease } from './releaseProblem.ts';

/** The graph is built once for the process: what builds it can begin before there is a database. */
export { buildApiSchema } from '../../server/schema/schema.ts';

/**
 * Migrates the database, serves it, and stops with the signal. A new register is loaded and released before the server listens. Later
 * starts update the reference register and the release while the server answers: `/readyz` reports when this has ended.
 */
export async function serveRegister(
  database: Database,
  settings: Settings,
  stopped: ReturnType<typeof stopSignal>,
): Promise<void> {
  let reads: Awaited<ReturnType<typeof openReads>> | undefined;
  let serving: Awaited<ReturnType<typeof startServer>> | undefined;
  const close = async () => {
    await serving?.app.close();
    await reads?.close();
    await database.close();
  };
  try {
    console.log(`Opened the ${database.name}.`);
    const documents = await openPersistedDocuments(database.pool, settings, [
      ...EXAMPLE_TEXTS,
      ...QUERY_TEXTS.values(),
    ]);
    const migrations = await migrate(database);
    if (migrations.length > 0) console.log(`Applied ${migrations.length} migration(s).`);
    await checkTokenSecret(readerOn(database.pool), tokenSecretStore(settings));
    // Its modules read YAML, RDF and CSV, which no response needs.
    const update = async () => (await import('./updateRegister.ts')).updateRegister(database, settings);
    const isNew = migrations.length > 0 || (await latestName(settings.exportsDir)) === null;
    const problem = isNew ? await update() : null;
    reads = await openReads(database, settings);
    serving = await startServer(database, reads, settings, documents);
    const address = settings.port === 0 ? addressOf(serving.app) : settings.publicUrl;
    console.log(`\n  ${address}/          overview of the register, in French`);
    console.log(`  ${address}/graphql   GraphQL API with its explorer (schema: ${address}/schema.graphql)`);
    console.log(`  ${address}/exports/latest/startups/startups.csv   open data\n`);
    await serving.started(isNew ? problem : await update());
  } catch (error) {
    await close();
    throw error;
  }
  const { app, health } = serving;
  const control = await openControlServer(database, settings);
  console.log(`Contents: ${countsInWords(await readCounts(database.pool))}.`);
  console.log('Ready. Press Ctrl-C to stop.');
  await gracefulShutdown({
    signal: await stopped,
    delaySeconds: settings.shutdownDelaySeconds,
    app,
    health,
    close: async () => {
      await control?.close();
      await close();
    },
  });
}

async function openReads(database: Database, settings: Settings) {
  const from = await openReadDatabase(database, settings);
  const watcher = await watchVersion(database, from.isReplica);
  return {
    from,
    watcher,
    close: async () => {
      await watcher.close();
      await from.close();
    },
  };
}

async function startServer(
  database: Database,
  reads: Awaited<ReturnType<typeof openReads>>,
  settings: Settings,
  documents: PersistedDocuments,
) {
  const { dataSource, pool, shared, restarts } = database;
  const { pool: readPool, isReplica } = reads.from;
  const [reader, keys] = [readerOn(pool), tokenSecretStore(settings)];
  const releases = new Releases(settings.exportsDir, settings.publicUrl);
  const { logLevel } = settings;
  const telemetry = await Telemetry.open({ pool, readPool, releases, restarts, logLevel, traces: tracesOf(settings) });
  const app = await createServer({
    dataSource,
    pool,
    readDatabase: shared ? { pool: readPool, watcher: isReplica ? reads.watcher : null } : undefined,
    authenticate: bearerAuthentication((token) => authenticateToken(reader, keys, token)),
    memberSecret: await memberSecret(settings),
    releases,
    documents,
    limits: settings,
    responseCache: { watcher: reads.watcher, megabytes: settings.responseCacheMb },
    logLevel,
    queryTimeout: settings.queryTimeoutSeconds,
    telemetry,
  });
  for (const deprecation of settings.deprecations) app.log.warn(deprecation);
  let releaseProblem: () => Promise<ReleaseProblem | null> = async () => null;
  const health = serveHealth(app, {
    pool,
    replica: isReplica ? readPool : null,
    shared,
    directory: database.directory,
    releaseProblem: () => releaseProblem(),
    migrations: () => migrationState(database),
  });
  serveMetrics(app, telemetry.metrics, settings.metricsToken);
  serveTableSchemas(app);
  serveCatalogues(app, { directory: settings.exportsDir, publicUrl: settings.publicUrl });
  await serveExports(app, settings.exportsDir, settings.exportsPublicUrl);
  serveBetaGouv(app, { pool: readPool, publicUrl: settings.publicUrl, directory: settings.exportsDir });
  const site = {
    publicUrl: settings.publicUrl,
    directory: settings.exportsDir,
    isOpen: settings.allowedDocuments === 'open',
    theme: await readTheme(settings.siteThemeFile),
  };
  servePages(app, { ...site, pool: readPool, releases });
  serveQueryPages(app, { ...site, pool: readPool, legal: settings });
  try {
    await app.listen({ port: settings.port, host: settings.host });
  } catch (error) {
    await app.close();
    if (errorCode(error) === 'EADDRINUSE') fail(PORT_IN_USE, { host: settings.host, port: settings.port });
    throw error;
  }
  return {
    app,
    health,
    /** Reports the server as ready, with a release or the reason why it has none of its present data. */
    async started(problem: ReleaseProblem | null): Promise<void> {
      releaseProblem = await untilNextRelease(settings.exportsDir, problem);
      health.start();
    },
  };
}

function tracesOf(settings: Settings): TraceSettings | null {
  const collector = settings.otelExporterOtlpEndpoint;
  const url = settings.otelExporterOtlpTracesEndpoint ?? (collector && `${collector}/v1/traces`);
  if (url === null) return null;
  const { otelExporterOtlpHeaders: headers, otelServiceName: serviceName, otelTracesSamplerArg: ratio } = settings;
  return { url, headers: headers ?? {}, serviceName, ratio };
}

/** Executes commands of other processes, which cannot open the embedded database while this process uses it. */
async function openControlServer(database: Database, settings: Settings): Promise<ControlServer | null> {
  if (database.shared) return null;
  try {
    return await startControlServer(settings.registreDir, async (command, input, run) => {
      const { dispatch } = await import('../execute/dispatch.ts');
      return dispatch({ database, settings }, command, input, run);
    });
  } catch (error) {
    // Some file systems do not support sockets. Commands then fail with DIRECTORY_LOCKED.
    console.error(
      `Commands such as registre token will fail while this server runs, because its control socket failed: ${messageWithoutPaths(error)}.`,
    );
    return null;
  }
}

function addressOf(app: FastifyInstance): string {
  const address = app.server.address();
  return typeof address === 'object' && address ? `http://localhost:${address.port}` : '';
}
