import { csvCell } from './csvWriter.ts';
import type { ForeignKey } from './table.ts';
import type { TableSchema } from './toTableSchema.ts';

/** A publisher or a contact point, with its public addresses. */
interface Party {
  readonly name: string;
  readonly url: string | null;
}

interface DataPackage {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly version: string;
  readonly created: string;
  readonly licence: { readonly spdx: string; readonly title: string; readonly url: string };
  readonly publisher: Party;
  readonly contactPoint: (Party & { readonly email: string | null }) | null;
  readonly repository: string | null;
  readonly sources: readonly {
    readonly title: string;
    readonly url: string | null;
    readonly retrievedOn: string | null;
  }[];
  readonly keywords: readonly string[];
  readonly files: readonly PackagedFile[];
}

export interface PackagedFile {
  /** The name of the table, which the foreign keys of the Table Schemas refer to. */
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /** The path of the CSV, relative to `datapackage.json`. */
  readonly path: string;
  readonly schema: TableSchema;
  readonly foreignKeys: readonly ForeignKey[];
  readonly bytes: number;
  readonly sha256: string;
  readonly modified?: string;
}

/**
 * A Data Package v2: https://datapackage.org/standard/data-package/. It has no `fieldsMatch`: the default, `exact`, is what the files
 * keep, and the text of the specification and its JSON Schema disagree on the type of the property.
 */
export function toDataPackage(described: DataPackage) {
  const { name, title, description, version, created, licence, repository, sources, keywords, files } = described;
  return {
    $schema: profileUrl('datapackage'),
    name,
    title,
    description,
    version,
    created,
    licenses: [{ name: licence.spdx, path: licence.url, title: licence.title }],
    ...(repository !== null && { homepage: repository }),
    contributors: contributorsOf(described),
    sources: sources.map(({ title, url, retrievedOn }) => ({
      title,
      ...(url !== null && { path: url }),
      ...(retrievedOn !== null && { version: retrievedOn }),
    })),
    keywords,
    resources: files.map((file) => {
      const { name, title, description, path, bytes, sha256, modified } = file;
      return {
        ...{ $schema: profileUrl('dataresource'), name, title, description, path, ...CSV_RESOURCE },
        ...{ bytes, hash: `sha256:${sha256}`, ...(modified !== undefined && { modified }) },
        dialect: DIALECT,
        schema: schemaOf(file),
      };
    }),
  };
}

/** The Table Schema v2 of a file. Only here it has foreign keys, because they lead to other files of the package. */
function schemaOf({ name, schema, foreignKeys }: PackagedFile): object {
  return {
    ...schema,
    $schema: profileUrl('tableschema'),
    // In version 2, an example is a text.
    fields: schema.fields.map((field) => ({
      ...field,
      ...(field.example !== undefined && { example: csvCell(field.example) }),
    })),
    ...(foreignKeys.length > 0 && {
      foreignKeys: foreignKeys.map(({ column, table, target }) => ({
        fields: [column],
        // In version 2, a reference without a resource is one to the table itself.
        reference: { ...(table !== name && { resource: table }), fields: [target] },
      })),
    }),
  };
}

function contributorsOf({ publisher, contactPoint }: DataPackage): object[] {
  const contributor = ({ name, url }: Party, role: string, email: string | null) => ({
    title: name,
    ...(url !== null && { path: url }),
    ...(email !== null && { email }),
    roles: [role],
    organization: publisher.name,
  });
  return [
    contributor(publisher, 'publisher', null),
    ...(contactPoint ? [contributor(contactPoint, 'contact', contactPoint.email)] : []),
  ];
}

type Profile = 'datapackage' | 'dataresource' | 'tabledialect' | 'tableschema';

/** The address of a JSON Schema of Data Package v2. */
function profileUrl(profile: Profile): string {
  return `https://datapackage.org/profiles/2.0/${profile}.json`;
}

const CSV_RESOURCE = { type: 'table', format: 'csv', mediatype: 'text/csv', encoding: 'utf-8' };

const DIALECT = {
  $schema: profileUrl('tabledialect'),
  delimiter: ',',
  lineTerminator: '\n',
  quoteChar: '"',
  doubleQuote: true,
  header: true,
};
