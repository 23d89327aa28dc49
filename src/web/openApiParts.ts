import { ATOM_TYPE } from './site/Site.ts';

export function feed(operationId: string, summary: string, parameters: readonly object[] = []): object {
  const responses = { '200': file('Le flux.', ATOM_TYPE) };
  return { get: { operationId, tags: ['changements'], summary, parameters, responses } };
}

export function parameter(
  name: string,
  place: 'path' | 'query',
  description: string,
  example: string | null,
  required = false,
) {
  return { name, in: place, required, description, schema: { type: 'string' }, ...(example !== null && { example }) };
}

/** A response with a file. The content of a file has its own description: its Table Schema, or the SDL. */
export function file(description: string, mediaType: string): object {
  return { description, content: { [mediaType]: { schema: {} } } };
}
