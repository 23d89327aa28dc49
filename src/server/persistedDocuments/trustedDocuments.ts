import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { fail } from '../../errors/errors.ts';
import { messageWithoutPaths } from '../../files/systemError.ts';
import { excerpt } from '../../values/text.ts';
import { DOCUMENT_BOUNDS } from '../limits/documentRules.ts';
import { DOCUMENTS_FILE_INVALID } from '../serverErrors.ts';
import { sha256Of } from './documentId.ts';

/**
 * Reads a list of trusted documents that the build of a client generates: the `persisted-documents.json` of the client
 * preset of graphql-codegen with `hashAlgorithm: 'sha256'`, or an Apollo persisted query manifest. Throws
 * DOCUMENTS_FILE_INVALID, also if a hash is not that of its text.
 * @returns the texts by their SHA-256.
 */
export async function trustedDocuments(file: string): Promise<ReadonlyMap<string, string>> {
  const failInvalid = (problem: string) => fail(DOCUMENTS_FILE_INVALID, { file, problem });
  const texts = new Map<string, string>();
  for (const [id, text] of documentsIn(await readJson(file, failInvalid), failInvalid)) {
    const sha256 = id.replace(/^sha256:/, '');
    if (/^[0-9a-f]{40}$/.test(sha256)) failInvalid(`${id} is a SHA-1. Generate the file with hashAlgorithm: 'sha256'`);
    if (!/^[0-9a-f]{64}$/.test(sha256))
      failInvalid(`${excerpt(id, 80)} is not a SHA-256 of 64 lower-case hexadecimal digits`);
    if (sha256Of(text) !== sha256) failInvalid(`the SHA-256 of the text under ${sha256} is ${sha256Of(text)}`);
    if (text.length > DOCUMENT_BOUNDS.characters) {
      failInvalid(`the document ${sha256} is longer than the maximum of ${DOCUMENT_BOUNDS.characters} characters`);
    }
    texts.set(sha256, text);
  }
  return texts;
}

type FailInvalidFile = (problem: string) => never;

async function readJson(file: string, failInvalid: FailInvalidFile): Promise<unknown> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    return failInvalid(messageWithoutPaths(error));
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    return failInvalid(`it is not valid JSON (${messageWithoutPaths(error)})`);
  }
}

const codegenFile = z.record(z.string(), z.string());
const apolloManifest = z.object({
  format: z.literal('apollo-persisted-query-manifest'),
  version: z.literal(1),
  operations: z.array(z.object({ id: z.string(), body: z.string() })),
});

function documentsIn(json: unknown, failInvalid: FailInvalidFile): (readonly [id: string, text: string])[] {
  const apollo = apolloManifest.safeParse(json);
  if (apollo.success) return apollo.data.operations.map(({ id, body }) => [id, body] as const);
  const codegen = codegenFile.safeParse(json);
  if (codegen.success) return Object.entries(codegen.data);
  return failInvalid('it is neither an object of texts by their SHA-256 nor an Apollo persisted query manifest');
}
