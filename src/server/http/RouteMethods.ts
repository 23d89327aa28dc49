import type { FastifyInstance } from 'fastify';

/**
 * Answers HEAD on each route that answers GET, by the same handler (RFC 9110, section 9.3.2), and records the methods of each
 * route. Create it before the first route is added.
 */
export class RouteMethods {
  readonly #byRoute = new Map<string, Set<string>>();

  constructor(app: FastifyInstance) {
    app.addHook('onRoute', (route) => {
      const { url } = route;
      // The HEAD routes of Fastify would set the Content-Length before the response is compressed.
      const given = [route.method].flat();
      if (given.includes('GET')) route.method = [...new Set(['GET', 'HEAD', ...given])];
      const methods = this.#byRoute.get(url) ?? new Set();
      for (const each of [route.method].flat()) methods.add(each);
      this.#byRoute.set(url, methods);
    });
  }

  /** The methods of a route, OPTIONS last. */
  ofRoute(route: string): string[] {
    const methods = [...(this.#byRoute.get(route) ?? [])];
    return [...methods.filter((method) => method !== 'OPTIONS'), 'OPTIONS'];
  }

  /** The methods of the most specific route that matches a path; null when none matches. */
  atPath(path: string): string[] | null {
    const routes = [...this.#byRoute.keys()].filter((route) => matchesRoute(route, path));
    const [closest] = routes.sort((a, b) => b.length - a.length);
    return closest === undefined ? null : this.ofRoute(closest);
  }
}

function matchesRoute(route: string, path: string): boolean {
  const parts = route.split('/');
  const given = path.split('/');
  return (
    (parts.at(-1) === '*' ? given.length >= parts.length : given.length === parts.length) &&
    parts.every((part, at) => part === '*' || part === given[at] || (part.startsWith(':') && given[at] !== ''))
  );
}
