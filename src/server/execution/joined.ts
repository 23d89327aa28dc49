import type { ExecutionResult } from 'graphql';
import { locatedError } from 'graphql';
import type { CompiledField } from '../../compiler/compile.ts';
import { dataOfText } from '../dataText.ts';

type Fields = readonly CompiledField[];

/** What resolvers answered, joined with the texts of a row, in the order asked for. */
export function withTexts(fields: Fields, row: readonly unknown[], others: ExecutionResult): ExecutionResult {
  const { data } = others;
  // A field that may not be null, and that failed, leaves nothing of the whole.
  if (!data) return others;
  const texts = fields.map((field) => `${JSON.stringify(field.name)}:${textOf(field, row, data)}`);
  return { ...others, data: dataOfText(`{${texts.join(',')}}`) };
}

/** The same when the statement failed: so did each field that it answers. */
export function withError(fields: Fields, error: Error, { data, errors = [] }: ExecutionResult): ExecutionResult {
  const failed = fields.filter(({ by }) => by === 'statement');
  const located = failed.map(({ nodes, name }) => locatedError(error, nodes, [name]));
  const mayBeNull = failed.every(({ mayBeNull: each }) => each);
  if (!(data && mayBeNull)) return { data: null, errors: [...errors, ...located] };
  const found = fields.map((field) => [
    field.name,
    field.by === 'text' ? JSON.parse(field.text) : (data[field.name] ?? null),
  ]);
  return { data: Object.fromEntries(found), errors: [...errors, ...located] };
}

function textOf(field: CompiledField, row: readonly unknown[], data: Readonly<Record<string, unknown>>): string {
  if (field.by === 'text') return field.text;
  return field.by === 'statement' ? String(row[field.column]) : JSON.stringify(data[field.name]);
}
