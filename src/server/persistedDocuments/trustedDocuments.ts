import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { fail } from '../../errors/errors.ts';
import { messageWithoutPaths } from '../../files/systemError.ts';
import { excerpt } from '../../values/text.ts';
import { DOCUMENT_BOUNDS } from '../limits/documentRules.ts';
import { DOCUMENTS_FILE_INVALID } from '../serverErrors.ts';
import { sha256Of } from './documentId.ts';

/**
 * Reads a list of trusted documents, as the build of a client writes it: the `persisted-documents.json` of the client
 * preset of graphql-codegen with `hashAlgorithm: 'sha256'`, or the manifest of Apollo. Rejects a wrong hash.
 * @returns texts by their SHA-256.
 */
export async function trustedDocuments(file: string): Promise<ReadonlyMap<string, string>> {
  const wrong = (problem: string) => fail(DOCUMENTS_FILE_INVALID, { file, problem });
  const texts = new Map<string, string>();
  for (const [id, text] of documentsIn(await readJson(file, wrong), wrong)) {
    const sha256 = id.replace(/^sha256:/, '');
    if (/^[0-9a-f]{40}$/.test(sha256)) wrong(`${id} is a SHA-1: write it with hashAlgorithm: 'sha256'`);
    if (!/^[0-9a-f]{64}$/.test(sha256)) wrong(`${excerpt(id, 80)} is not a SHA-256 in lower case`);
    if (sha256Of(text) !== sha256) wrong(`the text under ${sha256} has another SHA-256, ${sha256Of(text)}`);
    if (text.length > DOCUMENT_BOUNDS.characters) {
      wrong(`the document ${sha256} is longer than the ${DOCUMENT_BOUNDS.characters} characters that are answered`);
    }
    texts.set(sha256, text);
  }
  return texts;
}

type FailInvalidFile = (problem: string) => never;

async function readJson(file: string, wrong: FailInvalidFile): Promise<unknown> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    return wrong(messageWithoutPaths(error));
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    return wrong(`it is not JSON (${messageWithoutPaths(error)})`);
  }
}

const ofCodegen = z.record(z.string(), z.string());
const ofApollo = z.object({
  format: z.literal('apollo-persisted-query-manifest'),
  version: z.literal(1),
  operations: z.array(z.object({ id: z.string(), body: z.string() })),
});

function documentsIn(json: unknown, wrong: FailInvalidFile): (readonly [id: string, text: string])[] {
  const apollo = ofApollo.safeParse(json);
  if (apollo.success) return apollo.data.operations.map(({ id, body }) => [id, body] as const);
  const codegen = ofCodegen.safeParse(json);
  if (codegen.success) return Object.entries(codegen.data);
  return wrong('it is neither an object of texts by their SHA-256 nor a manifest of Apollo');
}
