import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Ajv } from 'ajv';
import jsonld from 'jsonld';
import { Parser, Store, Writer } from 'n3';
import SHACLValidator from 'rdf-validate-shacl';
import { parse } from 'yaml';
import { CATALOGUE, THEME } from '../../src/publishing/catalogue.ts';
import {
  type DesiredDataset,
  fileProblem,
  isHosted,
  readDesiredRelease,
} from '../../src/publishing/datagouv/plan/desiredDataset.ts';
import { LATEST, readManifest } from '../../src/publishing/exportsDirectory/releaseFiles.ts';
import { createRelease } from '../../src/publishing/releases/createRelease.ts';
import { catalogueTexts } from '../../src/publishing/releases/toDcatCatalogue.ts';
import { aDatabase } from '../support/databases.ts';
import { createExportsDirectory, filesUnder, populate, removeDirectories } from './populatedRegister.ts';

const TABLES = CATALOGUE.flatMap(({ tables }) => tables);

const publicUrl = 'https://registre.example';
const provenance = {
  publisher: {
    name: 'Direction interministérielle du numérique',
    url: 'https://www.numerique.gouv.fr',
    siren: '130025265',
  },
  contactPoint: { name: 'Équipe du registre', email: 'contact@registre.example', url: 'https://registre.example/aide' },
  repository: 'https://git.example/registre',
};
const SOURCES = [
  { name: 'autre', title: 'Autre', licence: 'etalab-2.0', url: null, retrievedOn: '2026-11-21' },
  { name: 'beta.gouv.fr', title: 'API', licence: 'etalab-2.0', url: null, retrievedOn: '2026-11-20' },
];
const latest = `${publicUrl}/exports/latest`;

describe('a release describes itself', () => {
  let directory: string;
  let names: string[];
  let files: Map<string, string>;
  let datasets: readonly DesiredDataset[];

  beforeAll(async () => {
    const { pool, close } = await populate(await aDatabase().open());
    directory = await createExportsDirectory();
    const first = await createRelease({ pool, directory, publicUrl, provenance });
    await pool.query("UPDATE register SET version = 2; UPDATE startup SET name = 'Autre' WHERE slug = 'b'");
    const second = await createRelease({ pool, directory, publicUrl, provenance });
    await close();
    names = [first.name, second.name];
    files = await filesUnder(join(directory, second.name));
    ({ datasets } = await readDesiredRelease(directory, second.name, publicUrl));
  });
  afterAll(removeDirectories);

  const fileOf = (path: string): string => files.get(path) ?? '';
  /** The Turtle catalogue that a server gives for a folder. */
  const turtleOf = async (folder: string) => {
    const name = names[1] ?? '';
    const manifest = await readManifest(directory, name);
    if (!manifest) throw new Error(`${name} is not a release`);
    return (await catalogueTexts({ name, manifest, publicUrl, folder }))['catalog.ttl'];
  };

  it('to data.gouv.fr, with all that its quality score looks at', () => {
    expect(datasets.map(({ key }) => key)).toEqual(CATALOGUE.map(({ slug }) => slug));
    for (const dataset of datasets) {
      expect(dataset.description.length).toBeGreaterThanOrEqual(200);
      expect(dataset.description_short?.length).toBeGreaterThan(50);
      expect(dataset).toMatchObject({
        license: 'lov2',
        frequency: 'irregular',
        spatial: { zones: ['country:fr'], granularity: 'country' },
      });
      const { name, email, url } = provenance.contactPoint;
      expect(dataset.contact_points).toEqual([{ name, email, contact_form: url, role: 'contact' }]);
      const types = new Set(dataset.resources.map(({ type }) => type));
      expect([...types].sort()).toEqual(['documentation', 'main', 'other', 'update']);
    }
    const coverage = Object.fromEntries(datasets.map(({ key, temporal_coverage }) => [key, temporal_coverage?.start]));
    expect(coverage).toMatchObject({ startups: '1900-01-01', services: '2015-06-30', methode: '2020-08-20' });
  });

  it('to data.gouv.fr, resource by resource, with sums that are those of the files', async () => {
    const startups = datasets.find(({ key }) => key === 'startups');
    expect(
      startups?.resources.slice(0, 4).map(({ key, type, format, mime, schema }) => [key, type, format, mime, schema]),
    ).toEqual([
      ['startups.csv', 'main', 'csv', 'text/csv', { url: `${latest}/startups/startups.schema.json` }],
      ['startups.json', 'main', 'json', 'application/json', { url: `${latest}/startups/startups.schema.json` }],
      ['startups.tableur.csv', 'other', 'csv', 'text/csv', undefined],
      ['startups.schema.json', 'documentation', 'json', 'application/json', undefined],
    ]);
    expect(startups?.resources.slice(-2).map(({ key, type }) => [key, type])).toEqual([
      ['LISEZMOI.txt', 'documentation'],
      ['changements.csv', 'update'],
    ]);
    for (const { key, resources } of datasets) {
      for (const resource of resources.filter(isHosted)) {
        // What data.gouv.fr lets in.
        expect(resource.file).toMatch(/\.(csv|json|txt)$/);
        expect(await fileProblem(join(directory, names[1] ?? '', key, resource.file), resource)).toBeNull();
      }
    }
  });

  it('has no link to changes in a first release', async () => {
    const first = await readDesiredRelease(directory, names[0] ?? '', publicUrl);
    expect(first.datasets.flatMap(({ resources }) => resources).filter((resource) => !isHosted(resource))).toEqual([]);
  });

  it('with its publisher, its contact point, its sources and its citation', () => {
    const manifest = JSON.parse(fileOf('release.json'));
    expect(manifest).toMatchObject({ ...provenance, sources: SOURCES });
    expect(manifest.citation).toMatch(/^Direction .* données du 24 novembre 2026 \(publication 2026.*v2\), Licence/);
    for (const { sources, title, citation } of manifest.datasets) {
      expect(SOURCES.map(({ name }) => name)).toEqual(expect.arrayContaining(sources));
      expect(citation).toContain(`« ${title} »`);
    }
    for (const { slug } of CATALOGUE) {
      expect(fileOf(`${slug}/README.md`)).toContain('SIREN 130025265');
      expect(fileOf(`${slug}/README.md`)).toContain('contact@registre.example');
    }
    expect(fileOf('LICENCE')).toMatch(/^LICENCE OUVERTE \/ OPEN LICENCE\n/);
    expect(parse(fileOf('CITATION.cff'))).toMatchObject({
      'cff-version': '1.2.0',
      version: names[1],
      'date-released': '2026-11-24',
      license: 'etalab-2.0',
      authors: [{ name: provenance.publisher.name }],
      contact: [{ email: provenance.contactPoint.email }],
    });
  });

  it('with Table Schemas as schema.data.gouv.fr requires them', () => {
    const paths = CATALOGUE.flatMap(({ slug, tables }) => tables.map(({ name }) => `${slug}/${name}`));
    for (const path of [...paths, 'changements']) {
      expect(JSON.parse(fileOf(`${path}.schema.json`))).toMatchObject({
        version: expect.stringMatching(/^\d+\.\d+\.\d+$/),
        homepage: provenance.repository,
        contributors: [{ title: provenance.publisher.name, email: provenance.contactPoint.email, role: 'author' }],
        licenses: [{ name: 'etalab-2.0' }],
        countryCode: 'FR',
      });
    }
  });

  it('as a Data Package v2, valid, whose paths, sums and foreign keys lead somewhere', async () => {
    const descriptor = JSON.parse(fileOf('datapackage.json'));
    const profile = JSON.parse(await readFile(join(import.meta.dirname, 'dataPackage.profile.json'), 'utf8'));
    const validate = new Ajv({ strict: false, validateFormats: false }).compile(profile);
    validate(descriptor);
    expect(validate.errors).toBeNull();
    const { resources, ...properties } = descriptor;
    expect(properties).toMatchObject({
      $schema: 'https://datapackage.org/profiles/2.0/datapackage.json',
      version: '2',
      licenses: [{ name: 'etalab-2.0' }],
      homepage: provenance.repository,
      contributors: [
        { title: provenance.publisher.name, path: provenance.publisher.url, roles: ['publisher'] },
        { title: provenance.contactPoint.name, email: provenance.contactPoint.email, roles: ['contact'] },
      ],
      sources: SOURCES.map(({ title, retrievedOn }) => ({ title, version: retrievedOn })),
    });
    // The tables, and the changes since the previous release.
    expect(resources).toHaveLength(TABLES.length + 1);
    const known = new Set(resources.map(({ name }: { name: string }) => name));
    for (const { path, schema, bytes, hash } of resources) {
      expect(Buffer.byteLength(fileOf(path))).toBe(bytes);
      expect(fileOf('SHA256SUMS')).toContain(`${hash.replace('sha256:', '')}  ${path}\n`);
      for (const { reference } of schema.foreignKeys ?? []) {
        expect(reference.resource === undefined || known.has(reference.resource)).toBe(true);
      }
    }
  });

  it('as DCAT, the same graph in JSON-LD and in Turtle', async () => {
    const parsed = new Parser({ blankNodePrefix: '' }).parse(fileOf('catalog.ttl'));
    const turtle = new Writer({ format: 'N-Quads' }).quadsToString(parsed);
    const options = { algorithm: 'RDFC-1.0', format: 'application/n-quads', maxWorkFactor: 2 } as const;
    const fromTurtle = await jsonld.canonize(turtle, { ...options, inputFormat: 'application/n-quads' });
    expect(fromTurtle.split('\n').length).toBeGreaterThan(500);
    expect(await jsonld.canonize(JSON.parse(fileOf('catalog.jsonld')), options)).toEqual(fromTurtle);
  });

  it('as DCAT-AP 3.0.1, without a violation, frozen and as the latest release', async () => {
    const shapes = await readFile(join(import.meta.dirname, 'dcatAp.shapes.ttl'), 'utf8');
    const validator = new SHACLValidator(new Store(new Parser().parse(shapes)));
    for (const folder of [names[1] ?? '', LATEST]) {
      const { results } = await validator.validate(new Store(new Parser().parse(await turtleOf(folder))));
      expect(results.map(({ path, focusNode, message }) => [focusNode?.value, path, message])).toEqual([]);
    }
  });

  it('as DCAT with permanent URLs in latest, and with its own URLs in a frozen release', async () => {
    const linksOf = (text: string) => [...text.matchAll(/\/exports\/([^/>]+)\//g)].map(([, folder]) => folder);
    expect(new Set(linksOf(fileOf('catalog.ttl')))).toEqual(new Set(names));
    // Nothing that changes with time is in the address of a file, by which a harvester finds it again.
    const quads = new Parser().parse(await turtleOf(LATEST));
    const urls = quads.filter(({ predicate }) => predicate.value.endsWith('#downloadURL')).map(({ object }) => object);
    expect(urls.length).toBeGreaterThan(TABLES.length * 4);
    for (const { value } of urls) expect(value).toMatch(/\/exports\/latest\//);
  });

  it('to harvesters as to data.gouv.fr: the same titles, texts, keywords, days, schemas and files, and the secondary ones as parts', async () => {
    const quads = new Parser().parse(await turtleOf(LATEST));
    const objects = (subject: string, predicate: string) =>
      quads
        .filter((quad) => quad.subject.value === subject && quad.predicate.value.endsWith(predicate))
        .map(({ object }) => object.value);
    for (const { key, title, description, tags, temporal_coverage, resources } of datasets) {
      const dataset = `${publicUrl}/donnees/${key}`;
      const keywords = [...objects(dataset, '#keyword'), THEME.keyword];
      expect([objects(dataset, '/title'), objects(dataset, '/description')]).toEqual([[title], [description]]);
      expect(keywords).toEqual(tags);
      const [period = ''] = objects(dataset, '/temporal');
      expect({ start: objects(period, '#startDate')[0], end: objects(period, '#endDate')[0] }).toEqual(
        temporal_coverage,
      );
      const distributions = objects(dataset, '#distribution');
      const harvested = distributions.map((distribution) => ({
        title: objects(distribution, '/title')[0],
        description: objects(distribution, '/description')[0],
        url: objects(distribution, '#downloadURL')[0],
        schema: objects(distribution, '/conformsTo')[0],
        isMain: !objects(dataset, '/hasPart').includes(distribution),
      }));
      expect(harvested).toEqual(
        resources.map((resource) => ({
          title: resource.title,
          description: resource.description,
          url: isHosted(resource) ? `${latest}/${key}/${resource.file}` : resource.url,
          schema: resource.schema && 'url' in resource.schema ? resource.schema.url : undefined,
          isMain: resource.type === 'main',
        })),
      );
    }
  });

  it.each(CATALOGUE)('to people: the dictionary of $slug has all its tables and columns', ({ slug, tables }) => {
    const text = fileOf(`${slug}/README.md`);
    const plain = fileOf(`${slug}/LISEZMOI.txt`);
    expect(plain).not.toMatch(/`|^#|^\| -/m);
    for (const { name, columns } of tables) {
      expect(text).toContain(` : \`${name}\`\n`);
      expect(plain).toMatch(new RegExp(`^.* : ${name}\n-+$`, 'm'));
      for (const column of columns) {
        expect(text).toContain(`| \`${column.name}\` | `);
        expect(plain).toContain(`\n${column.name}\n    Titre : `);
        for (const { code, label, replacedBy } of column.codes?.codes ?? []) {
          if (replacedBy === null) expect(text).toContain(`| \`${code}\` | ${label} |`);
        }
      }
    }
    expect(text).toContain('Licence Ouverte 2.0');
    expect(text).toContain('« None »');
  });
});
