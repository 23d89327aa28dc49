import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A dataset as a test wants it released: files by name, and what `dataset.json` says otherwise than usual. */
export interface GivenDataset {
  files?: Record<string, string>;
  links?: Record<string, string>;
  says?: Record<string, unknown>;
  /** Properties of resources that differ from the defaults, by key. */
  resources?: Record<string, Record<string, unknown>>;
  /** The tables of `release.json`: the columns of each CSV file with their types, such as `string uri`. */
  tables?: Record<string, Record<string, string>>;
}

export const FILES = {
  'startups.csv': 'identifiant,nom\nmes-aides,Mes aides\n',
  'startups.json': '[{"identifiant":"mes-aides","nom":"Mes aides"}]\n',
  'schema.json': '{"fields":[{"name":"identifiant"},{"name":"nom"}]}\n',
};

/** An empty directory of releases. */
export async function anExportsDirectory(): Promise<{ directory: string; drop(): Promise<void> }> {
  const directory = await mkdtemp(join(tmpdir(), 'registre-publish-'));
  return { directory, drop: () => rm(directory, { recursive: true, force: true }) };
}

/** Writes a release as an export does, and makes it the latest. */
export async function aRelease(
  directory: string,
  version: number,
  datasets: Record<string, GivenDataset> = { startups: {} },
): Promise<string> {
  const name = `2026-11-23T18-00-00Z-v${version}`;
  const root = join(directory, name);
  await rm(root, { recursive: true, force: true });
  await mkdir(root, { recursive: true });
  for (const [slug, given] of Object.entries(datasets)) {
    await mkdir(join(root, slug));
    const files = given.files ?? FILES;
    for (const [file, text] of Object.entries(files)) await writeFile(join(root, slug, file), text);
    await writeFile(join(root, slug, 'dataset.json'), JSON.stringify(datasetJson(slug, files, given)));
  }
  const described = Object.entries(datasets).map(([slug, given]) => ({ slug, tables: tablesOf(slug, given) }));
  const index = { version, datasets: described };
  await writeFile(join(root, 'release.json'), JSON.stringify(index));
  await rm(join(directory, 'latest'), { force: true });
  await symlink(name, join(directory, 'latest'));
  return name;
}

/** The tables of the manifest: one for each CSV. */
function tablesOf(slug: string, { files = FILES, tables = {} }: GivenDataset) {
  return Object.entries(files)
    .filter(([file]) => file.endsWith('.csv'))
    .map(([file, text]) => {
      const [header = '', ...rows] = text.trimEnd().split('\n');
      const columns = header.split(',').map((name) => {
        const [type = 'string', format] = tables[file]?.[name]?.split(' ') ?? [];
        return { name, type, format };
      });
      const resources = [{ type: 'main', format: 'csv', path: `${slug}/${file}` }];
      return { title: `Table ${file}`, rows: rows.length, columns, resources };
    });
}

function datasetJson(slug: string, files: Record<string, string>, { links, says, resources }: GivenDataset) {
  const hosted = Object.entries(files).map(([file, text]) => ({
    key: file,
    title: `${slug} – ${file}`,
    description: `Le fichier ${file} du jeu ${slug}.`,
    type: file.endsWith('.csv') ? 'main' : 'documentation',
    format: file.split('.').at(-1),
    mime: file.endsWith('.csv') ? 'text/csv' : 'application/json',
    file,
    filesize: Buffer.byteLength(text),
    checksum: { type: 'sha256', value: digest('sha256', text) },
    sha1: digest('sha1', text),
    ...resources?.[file],
  }));
  const linked = Object.entries(links ?? {}).map(([key, url]) => ({
    key,
    title: `${slug} – ${key}`,
    description: `Le lien ${key} du jeu ${slug}.`,
    type: 'api',
    format: 'json',
    mime: 'application/json',
    url,
    ...resources?.[key],
  }));
  return {
    title: `Jeu de données ${slug}`,
    acronym: 'SE',
    description: 'Les startups d’État, leurs phases, leurs administrations porteuses et leurs services. '.repeat(3),
    description_short: 'Les startups d’État.',
    license: 'lov2',
    frequency: 'irregular',
    tags: ['Startups d’État', 'numérique public'],
    temporal_coverage: { start: '2013-06-01', end: '2026-11-23' },
    spatial: { zones: ['country:fr'], granularity: 'country' },
    ...says,
    resources: [...hosted, ...linked],
  };
}

function digest(algorithm: string, text: string): string {
  return createHash(algorithm).update(text).digest('hex');
}
