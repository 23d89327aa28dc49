import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { packageRoot } from '../config/packageRoot.ts';
import { type DescribedTable, type TableSchema, toTableSchema } from '../openData/toTableSchema.ts';
import { LICENCE } from './catalogue.ts';
import type { Provenance } from './provenance.ts';

/** The folder of the released Table Schemas: `<table>.json`, the newest version of each. */
export const RELEASED_TABLES = join(packageRoot, 'schema', 'released', 'tables');

/** A released Table Schema: the properties that `schemaChanges` compares. */
export const ReleasedTable = z.looseObject({
  name: z.string(),
  version: z.string().regex(/^\d+\.\d+\.\d+$/),
  fields: z.array(
    z.looseObject({
      name: z.string(),
      type: z.string(),
      format: z.string(),
      constraints: z
        .object({
          required: z.boolean().optional(),
          unique: z.boolean().optional(),
          enum: z.array(z.string()).optional(),
        })
        .optional(),
    }),
  ),
  primaryKey: z.array(z.string()).optional(),
});
export type ReleasedTable = z.infer<typeof ReleasedTable>;

const released = new Map<string, ReleasedTable | null>();

/** The newest released Table Schema of a table; null for a table that was never released. */
export function releasedTable(name: string): ReleasedTable | null {
  const known = released.get(name);
  if (known !== undefined) return known;
  const path = join(RELEASED_TABLES, `${name}.json`);
  const table = existsSync(path) ? ReleasedTable.parse(JSON.parse(readFileSync(path, 'utf8'))) : null;
  released.set(name, table);
  return table;
}

/**
 * The Table Schema of a table in a release, with the properties that schema.data.gouv.fr requires of its root. It depends on the
 * publisher, not on the address of the server.
 */
export function publishedSchema(table: DescribedTable, { publisher, contactPoint, repository }: Provenance): object {
  const { $schema, name, title, description, ...columns }: TableSchema = toTableSchema(table);
  const email = contactPoint?.email ?? null;
  return {
    ...{ $schema, name, title, description },
    version: releasedTable(name)?.version ?? FIRST_VERSION,
    ...(repository !== null && { homepage: repository }),
    countryCode: 'FR',
    keywords: ['registre-numerique', name],
    licenses: [{ name: LICENCE.spdx, title: LICENCE.title, path: LICENCE.url }],
    contributors: [
      { title: publisher.name, ...(email !== null && { email }), organisation: publisher.name, role: 'author' },
    ],
    ...columns,
  };
}

export const FIRST_VERSION = '1.0.0';
