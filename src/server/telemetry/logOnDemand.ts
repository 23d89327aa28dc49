import type { FastifyBaseLogger } from 'fastify';

/** The levels that lines are logged at, the gravest first. */
const LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace'];

/**
 * The log of one request, made when its first line is: most requests log nothing, and making one costs as much as a line.
 * @param all the log of all requests, which tells the level.
 */
export function logOnDemand(all: FastifyBaseLogger, make: () => FastifyBaseLogger): FastifyBaseLogger {
  let made: FastifyBaseLogger | null = null;
  return new Proxy(all, {
    get(_all, name) {
      if (name === 'level') return all.level;
      if (LEVELS.indexOf(String(name)) > LEVELS.indexOf(all.level)) return NOTHING;
      made ??= make();
      const found: unknown = Reflect.get(made, name);
      return typeof found === 'function' ? found.bind(made) : found;
    },
  });
}

const NOTHING = () => {};
