import { execFile } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { preset } from '@graphql-codegen/client-preset';
import { codegen } from '@graphql-codegen/core';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { buildSchema, parse } from 'graphql';
import configuration from '../../examples/client/codegen.ts';
import { packageRoot } from '../../src/config/packageRoot.ts';
import { aDatabase } from '../support/databases.ts';
import { type ServedReference, servedReference } from './served.ts';

const run = promisify(execFile);
const CLIENT = join(packageRoot, 'examples', 'client');
const GENERATED = join(CLIENT, 'src', 'gql');
// `UPDATE_CLIENT=1 npm run test:all -- test/examples/client` writes them, where the command of codegen is not installed.
const UPDATE = process.env.UPDATE_CLIENT === '1';

describe('the example of a client', () => {
  let served: ServedReference;
  beforeAll(async () => {
    served = await servedReference(aDatabase().open);
  });
  afterAll(() => served.close());

  test('has the types that codegen makes of the served schema', async () => {
    const made = await generated(await (await fetch(`${served.origin}/schema.graphql`)).text());
    if (UPDATE) for (const [file, text] of Object.entries(made)) write(file, text);
    const kept = readdirSync(GENERATED).map((file) => [file, readFileSync(join(GENERATED, file), 'utf8')]);
    expect(Object.fromEntries(kept)).toEqual(made);
  });

  test('fits its types', async () => {
    await run(process.execPath, [join(packageRoot, 'node_modules/typescript/bin/tsc'), '-p', CLIENT]);
  });

  test('prints all products of an incubator, page after page', async () => {
    const { stdout } = await runClient([]);
    const readme = readFileSync(join(CLIENT, 'README.md'), 'utf8');
    const shown = [...readme.matchAll(/^ {4}((?:Mission|-).*)$/gm)].map(([, line]) => line);
    expect(stdout.trim().split('\n')).toEqual(shown);
    expect(shown).toHaveLength(4);
  });

  test('says so when there is no such incubator', async () => {
    await expect(runClient(['absent'])).rejects.toMatchObject({
      code: 1,
      stdout: '',
      stderr: 'Le registre ne connaît pas d’incubateur « absent ».\n',
    });
  });

  function runClient(args: readonly string[]): Promise<{ stdout: string }> {
    const program = [join(packageRoot, 'node_modules/tsx/dist/cli.mjs'), join(CLIENT, 'src', 'main.ts'), ...args];
    return run(process.execPath, program, { env: { ...process.env, REGISTRE_URL: `${served.origin}/graphql` } });
  }
});

/** What `npm run generate` of the client writes. */
async function generated(sdl: string): Promise<Record<string, string>> {
  const [[baseOutputDir, { presetConfig, config }] = ['', { presetConfig: {}, config: {} }]] = Object.entries(
    configuration.generates,
  );
  const documents = readdirSync(join(CLIENT, 'src'))
    .filter((file) => file.endsWith('.graphql'))
    .map((file) => {
      const rawSDL = readFileSync(join(CLIENT, 'src', file), 'utf8');
      return { location: join(CLIENT, 'src', file), rawSDL, document: parse(rawSDL) };
    });
  const sections = await preset.buildGeneratesSection({
    baseOutputDir,
    schema: parse(sdl),
    schemaAst: buildSchema(sdl),
    documents,
    config,
    presetConfig,
    plugins: [],
    pluginMap: {},
    pluginContext: {},
  });
  const texts = sections.map(async (section) => [basename(section.filename), await codegen(section)] as const);
  return Object.fromEntries(await Promise.all(texts));
}

function write(file: string, text: string): void {
  mkdirSync(GENERATED, { recursive: true });
  writeFileSync(join(GENERATED, file), text);
}
