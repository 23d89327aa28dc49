interface DataPackage {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly version: string;
  readonly created: string;
  readonly licence: { readonly spdx: string; readonly title: string; readonly url: string };
  readonly keywords: readonly string[];
  readonly files: readonly PackagedFile[];
}

export interface PackagedFile {
  /** The name of the table, which the foreign keys of the Table Schemas refer to. */
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /** The path of the CSV, relative to `datapackage.json`; `schema` is that of its Table Schema. */
  readonly path: string;
  readonly schema: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** A tabular Data Package v1: https://specs.frictionlessdata.io/tabular-data-package/. */
export function toDataPackage({ name, title, description, version, created, licence, keywords, files }: DataPackage) {
  return {
    profile: 'tabular-data-package',
    name,
    title,
    description,
    version,
    created,
    licenses: [{ name: licence.spdx, path: licence.url, title: licence.title }],
    keywords,
    resources: files.map(({ name, title, description, path, bytes, sha256, schema }) => ({
      ...{ name, title, description, path, ...CSV_RESOURCE, bytes, hash: `sha256:${sha256}` },
      dialect: { delimiter: ',', lineTerminator: '\n', quoteChar: '"', doubleQuote: true, header: true },
      schema,
    })),
  };
}

const CSV_RESOURCE = { profile: 'tabular-data-resource', format: 'csv', mediatype: 'text/csv', encoding: 'utf-8' };
