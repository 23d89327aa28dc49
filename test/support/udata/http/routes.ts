import type { Call } from './call.ts';
import type { FakeResponse } from './response.ts';

export interface Route {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** `{dataset}`, `{organization}`: an id or a slug; `{rid}`: a uuid; `{file}`: the rest of the path. */
  path: string;
  /** Whether the route requires an authenticated user. */
  secured?: boolean;
  /** Closed while the platform is read-only. */
  creates?: boolean;
  /** X-Fields is not looked at. */
  unmasked?: boolean;
  handle: (call: Call) => FakeResponse;
}

export interface Match {
  route: Route | null;
  params: Record<string, string>;
  allowed: string[];
}

/** The route of a path; `route` is null when the path exists without that method. The first path that fits wins. */
export function matchRoute(routes: readonly Route[], method: string, path: string): Match | null {
  for (const { path: pattern } of routes) {
    const params = paramsOf(pattern, path);
    if (params === null) continue;
    const same = routes.filter((route) => route.path === pattern);
    const routeMethod = method === 'HEAD' ? 'GET' : method;
    const route = same.find((candidate) => candidate.method === routeMethod) ?? null;
    return { route, params, allowed: same.map((candidate) => candidate.method) };
  }
  return null;
}

const compiled = new Map<string, RegExp>();

function paramsOf(pattern: string, path: string): Record<string, string> | null {
  const known = compiled.get(pattern) ?? compile(pattern);
  compiled.set(pattern, known);
  const found = known.exec(path);
  if (found === null) return null;
  const decoded = Object.entries(found.groups ?? {}).map(([name, value]) => [name, decode(value)]);
  return Object.fromEntries(decoded);
}

const compile = (pattern: string) =>
  new RegExp(`^${pattern.replace(/\{(\w+)\}/g, (_, name: string) => `(?<${name}>${SHAPES[name] ?? '[^/]+'})`)}$`);

const SHAPES: Record<string, string> = {
  rid: '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}',
  file: '.+',
};

function decode(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
