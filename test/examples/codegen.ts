import { basename } from 'node:path';
import { preset } from '@graphql-codegen/client-preset';
import { codegen } from '@graphql-codegen/core';
import { buildSchema, parse } from 'graphql';

/** The part of a `codegen.ts` that the client preset reads. */
interface CodegenConfig {
  readonly generates: Readonly<Record<string, { presetConfig: object; config: object }>>;
}

/** A GraphQL document, and the file that contains it. */
interface SourceDocument {
  readonly file: string;
  readonly text: string;
}

/**
 * Generates what `graphql-codegen` writes with a `codegen.ts`: the repository has the client preset, but not its command.
 * @returns texts by file name.
 */
export async function generateTypes(
  { generates }: CodegenConfig,
  sdl: string,
  documents: readonly SourceDocument[],
): Promise<Record<string, string>> {
  const [output] = Object.entries(generates);
  if (!output) throw new Error('codegen.ts generates nothing');
  const [baseOutputDir, { presetConfig, config }] = output;
  const sections = await preset.buildGeneratesSection({
    baseOutputDir,
    schema: parse(sdl),
    schemaAst: buildSchema(sdl),
    documents: documents.map(({ file, text }) => ({ location: file, rawSDL: text, document: parse(text) })),
    config,
    presetConfig,
    plugins: [],
    pluginMap: {},
    pluginContext: {},
  });
  const texts = sections.map(async (section) => [basename(section.filename), await codegen(section)] as const);
  return Object.fromEntries(await Promise.all(texts));
}
