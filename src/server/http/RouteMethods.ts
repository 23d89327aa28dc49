import type { FastifyInstance } from 'fastify';

/** The methods of each route of a server, as routes are added. Make it before the first of them. */
export class RouteMethods {
  readonly #byRoute = new Map<string, Set<string>>();

  constructor(app: FastifyInstance) {
    app.addHook('onRoute', ({ url, method }) => {
      const known = this.#byRoute.get(url) ?? new Set();
      for (const each of [method].flat()) known.add(each);
      this.#byRoute.set(url, known);
    });
  }

  /** The methods of a route: what is asked, then OPTIONS. */
  ofRoute(route: string): string[] {
    const methods = [...(this.#byRoute.get(route) ?? [])];
    return [...methods.filter((method) => method !== 'OPTIONS'), 'OPTIONS'];
  }

  /** The methods that what is at a path has; null when nothing is there. */
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
