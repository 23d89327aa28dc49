import { z } from 'zod';
import type { Site } from './site.ts';

const Field = z.object({
  name: z.string(),
  example: z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]).optional(),
  constraints: z.object({ enum: z.array(z.string()).optional() }).optional(),
});

const TableSchema = z.object({
  fields: z.array(Field),
  foreignKeys: z
    .array(z.object({ fields: z.string(), reference: z.object({ resource: z.string(), fields: z.string() }) }))
    .default([]),
});

/** What the Table Schema of a table says of a column, beyond what the list of releases does. */
export interface Field {
  readonly example: string | null;
  /** The only values that there are; none when there is no such list. */
  readonly words: readonly string[];
  readonly refersTo: { readonly table: string; readonly column: string } | null;
}

/** Reads the Table Schema of a table of a release, by the name of the column; empty when it is not there. */
export async function readFields(
  site: Site,
  release: string,
  dataset: string,
  table: string,
): Promise<ReadonlyMap<string, Field>> {
  const text = await site.file(release, `${dataset}/${table}.schema.json`);
  if (text === null) return new Map();
  const { fields, foreignKeys } = TableSchema.parse(JSON.parse(text));
  return new Map(
    fields.map(({ name, example, constraints }) => {
      const reference = foreignKeys.find((key) => key.fields === name)?.reference;
      const field: Field = {
        example: example === undefined ? null : typeof example === 'string' ? example : JSON.stringify(example),
        words: constraints?.enum ?? [],
        // The specification refers to the table itself by an empty name.
        refersTo: reference ? { table: reference.resource || table, column: reference.fields } : null,
      };
      return [name, field];
    }),
  );
}
