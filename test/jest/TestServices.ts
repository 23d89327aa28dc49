import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buildProgram } from './buildProgram.ts';

/** The resources that all tests of a run share. Each is created for the first test that requests it. */
export interface SharedResources {
  /** A PostgreSQL server, and the name of its migrated database. */
  postgres: { url: string; template: string };
  /** An embedded database without tables, and a migrated one: the directory and the archive of each. */
  embedded: Record<'empty' | 'migrated', { files: string; archive: string }>;
  /** The compiled program. */
  program: { path: string };
}

/** Provides {@link SharedResources} to the workers by HTTP on localhost. They stay when a worker ends. */
export class TestServices {
  readonly #server: Server;
  readonly #resources = new Map<string, Promise<unknown>>();
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
      // No keep-alive: a connection could time out while this process is busy, just when a worker uses it again.
      response.shouldKeepAlive = false;
      const resource = this.#resources.get(name) ?? this.#create(name);
      this.#resources.set(name, resource);
      resource.then(
        (value) => response.end(JSON.stringify(value)),
        (error: unknown) => response.writeHead(500).end(error instanceof Error ? error.stack : String(error)),
      );
    });
  }

  get url(): string {
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  }

  /** Stops the started resources. */
  async stop(): Promise<void> {
    this.#server.close();
    await Promise.allSettled(this.#resources.values());
    for (const stop of this.#stops) await stop();
  }

  async #create(name: string): Promise<SharedResources[keyof SharedResources]> {
    if (name === 'program') return this.#stopAtEnd(await buildProgram());
    // Imported lazily: unit tests need no database.
    const { startTestPostgres } = await import('./testPostgres.ts');
    const { embeddedTemplates } = await import('./embeddedTemplates.ts');
    if (name === 'postgres') return this.#stopAtEnd(await startTestPostgres());
    if (name === 'embedded') return embeddedTemplates();
    throw new Error(`There is no shared resource "${name}".`);
  }

  #stopAtEnd<T extends SharedResources[keyof SharedResources]>({
    value,
    stop,
  }: {
    value: T;
    stop(): Promise<void>;
  }): T {
    this.#stops.push(stop);
    return value;
  }
}
