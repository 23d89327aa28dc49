import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buildProgram } from './buildProgram.ts';

/** What the tests of a run share: each is made when the first test asks for it. */
export interface Shared {
  /** A real PostgreSQL, and the name of its migrated database. */
  postgres: { url: string; template: string };
  /** An embedded database without tables, and one that is migrated: its directory and its archive. */
  embedded: Record<'empty' | 'migrated', { files: string; archive: string }>;
  /** The program as `npm run build` makes it. */
  program: { path: string };
}

/** Serves {@link Shared} to the workers, by HTTP on this machine: a worker that ends takes nothing with it. */
export class TestServices {
  readonly #server: Server;
  readonly #made = new Map<string, Promise<unknown>>();
  readonly #stops: (() => Promise<void>)[] = [];

  static async start(): Promise<TestServices> {
    const services = new TestServices();
    await new Promise<void>((resolve) => services.#server.listen(0, '127.0.0.1', resolve));
    services.#server.unref();
    return services;
  }

  private constructor() {
    this.#server = createServer((request, response) => {
      const name = request.url?.slice(1) ?? '';
      // A connection that is kept could time out while this process is busy, just when a worker uses it again.
      response.shouldKeepAlive = false;
      const made = this.#made.get(name) ?? this.#make(name);
      this.#made.set(name, made);
      made.then(
        (value) => response.end(JSON.stringify(value)),
        (error: unknown) => response.writeHead(500).end(error instanceof Error ? error.stack : String(error)),
      );
    });
  }

  get url(): string {
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  }

  /** Stops what was started. */
  async stop(): Promise<void> {
    this.#server.close();
    await Promise.allSettled(this.#made.values());
    for (const stop of this.#stops) await stop();
  }

  async #make(name: string): Promise<Shared[keyof Shared]> {
    if (name === 'program') return this.#keep(await buildProgram());
    // Loaded for tests of databases alone.
    const { startTestPostgres } = await import('./testPostgres.ts');
    const { embeddedTemplates } = await import('./embeddedTemplates.ts');
    if (name === 'postgres') return this.#keep(await startTestPostgres());
    if (name === 'embedded') return embeddedTemplates();
    throw new Error(`there is no ${name} to share`);
  }

  #keep<T extends Shared[keyof Shared]>({ value, stop }: { value: T; stop(): Promise<void> }): T {
    this.#stops.push(stop);
    return value;
  }
}
