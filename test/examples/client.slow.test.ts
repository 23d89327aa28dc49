import { execFile } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import configuration from '../../examples/client/codegen.ts';
import { packageRoot } from '../../src/config/packageRoot.ts';
import { aDatabase } from '../support/databases.ts';
import { generateTypes } from './codegen.ts';
import { type ReferenceServer, startReferenceServer } from './referenceServer.ts';

const run = promisify(execFile);
const CLIENT = join(packageRoot, 'examples', 'client');
const SOURCES = join(CLIENT, 'src');
const GENERATED = join(SOURCES, 'gql');
// `UPDATE_CLIENT=1 npm run test:all -- test/examples/client` writes the generated types.
const UPDATE = process.env.UPDATE_CLIENT === '1';

describe('the typed client', () => {
  let served: ReferenceServer;
  beforeAll(async () => {
    served = await startReferenceServer(aDatabase().open);
  });
  afterAll(() => served.close());

  test('has the types that codegen generates from the served schema', async () => {
    const sdl = await (await fetch(`${served.origin}/schema.graphql`)).text();
    const generated = await generateTypes(configuration, sdl, documents());
    if (UPDATE) for (const [file, text] of Object.entries(generated)) write(file, text);
    const committed = readdirSync(GENERATED).map((file) => [file, readFileSync(join(GENERATED, file), 'utf8')]);
    expect(Object.fromEntries(committed)).toEqual(generated);
  });

  test('compiles with these types', async () => {
    await run(process.execPath, [join(packageRoot, 'node_modules/typescript/bin/tsc'), '-p', CLIENT]);
  });

  test('prints the startups of an incubator that its README shows, page after page', async () => {
    const { stdout } = await runClient([]);
    const readme = readFileSync(join(CLIENT, 'README.md'), 'utf8');
    const shown = /^```text\n(.*?)^```$/ms.exec(readme)?.[1];
    expect(stdout).toBe(shown);
  });

  test('reports an incubator that does not exist', async () => {
    await expect(runClient(['absent'])).rejects.toMatchObject({
      code: 1,
      stdout: '',
      stderr: 'Le registre ne connaît pas d’incubateur « absent ».\n',
    });
  });

  function runClient(args: readonly string[]): Promise<{ stdout: string }> {
    const program = [join(packageRoot, 'node_modules/tsx/dist/cli.mjs'), join(SOURCES, 'main.ts'), ...args];
    return run(process.execPath, program, { env: { ...process.env, REGISTRE_URL: `${served.origin}/graphql` } });
  }
});

function documents(): { file: string; text: string }[] {
  const files = readdirSync(SOURCES).filter((file) => file.endsWith('.graphql'));
  return files.map((file) => ({ file: join(SOURCES, file), text: readFileSync(join(SOURCES, file), 'utf8') }));
}

function write(file: string, text: string): void {
  mkdirSync(GENERATED, { recursive: true });
  writeFileSync(join(GENERATED, file), text);
}
