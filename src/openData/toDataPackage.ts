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
  /** The path of the CSV, relative to `datapackage.json`; `schema` is that of its Table Schema. */
  readonly path: string;
  readonly schema: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly modified?: string;
}

/** A tabular Data Package v1: https://specs.frictionlessdata.io/tabular-data-package/. */
export function toDataPackage(described: DataPackage) {
  const { name, title, description, version, created, licence, repository, sources, keywords, files } = described;
  return {
    profile: 'tabular-data-package',
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
    resources: files.map(({ name, title, description, path, bytes, sha256, modified, schema }) => ({
      ...{ name, title, description, path, ...CSV_RESOURCE, bytes, hash: `sha256:${sha256}` },
      ...(modified !== undefined && { modified }),
      dialect: { delimiter: ',', lineTerminator: '\n', quoteChar: '"', doubleQuote: true, header: true },
      schema,
    })),
  };
}

function contributorsOf({ publisher, contactPoint }: DataPackage): object[] {
  const contributor = ({ name, url }: Party, role: string, email: string | null) => ({
    title: name,
    ...(url !== null && { path: url }),
    ...(email !== null && { email }),
    role,
    roles: [role],
    organization: publisher.name,
  });
  return [
    contributor(publisher, 'publisher', null),
    ...(contactPoint ? [contributor(contactPoint, 'contact', contactPoint.email)] : []),
  ];
}

const CSV_RESOURCE = { profile: 'tabular-data-resource', format: 'csv', mediatype: 'text/csv', encoding: 'utf-8' };
