import { createServer } from 'node:http';
import { postgraphile } from 'postgraphile';
import { makePgService } from 'postgraphile/adaptors/pg';
import { grafserv } from 'postgraphile/grafserv/node';
import { PostGraphileAmberPreset } from 'postgraphile/presets/amber';

/**
 * PostGraphile as its documentation recommends for production: NODE_ENV and GRAPHILE_ENV are set, without explorer and watch mode.
 * The schema has plain lists instead of connections, and only reads. It runs on the HTTP server of Node.js.
 */
const { DATABASE_URL = '', POOL_SIZE = '20' } = process.env;

// PostGraphile requires Node 22. On Node 20 it lacks only this function.
Promise.withResolvers ??= <T>() => {
  let resolve: PromiseWithResolvers<T>['resolve'] = () => {};
  let reject: PromiseWithResolvers<T>['reject'] = () => {};
  const promise = new Promise<T>((one, other) => {
    [resolve, reject] = [one, other];
  });
  return { promise, resolve, reject };
};

const preset: GraphileConfig.Preset = {
  extends: [PostGraphileAmberPreset],
  disablePlugins: ['NodePlugin', 'PgIndexBehaviorsPlugin', 'PgMutationCreatePlugin', 'PgMutationUpdateDeletePlugin'],
  schema: { defaultBehavior: '-connection +list', pgForbidSetofFunctionsToReturnNull: true },
  grafast: { explain: false },
  grafserv: { graphiql: false, watch: false },
  pgServices: [
    makePgService({
      connectionString: DATABASE_URL,
      schemas: ['public'],
      poolConfig: { max: Number(POOL_SIZE), options: '-c timezone=UTC' },
    }),
  ],
};

const serving = postgraphile(preset).createServ(grafserv);
const server = createServer();
await serving.addTo(server);
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (typeof address === 'object' && address) console.log(`http://127.0.0.1:${address.port}`);
});
