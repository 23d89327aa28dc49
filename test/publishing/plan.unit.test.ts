import { describe, expect, test } from '@jest/globals';
import { RemoteDataset } from '../../src/publishing/datagouv/client/responseSchemas.ts';
import {
  desiredDatasetFields,
  hashFields,
  remoteDatasetFields,
  titleAfterUpload,
} from '../../src/publishing/datagouv/plan/canonicalFields.ts';
import { compareFields } from '../../src/publishing/datagouv/plan/compareFields.ts';
import { DesiredDataset } from '../../src/publishing/datagouv/plan/desiredDataset.ts';

const sha = (length: number) => 'a'.repeat(length);
const desired = {
  key: 'startups',
  tables: [],
  ...DesiredDataset.parse({
    title: 'Startups d’État',
    description: 'Une ligne\r\nune autre',
    license: 'lov2',
    frequency: 'irregular',
    tags: ['Startup d’État', 'Œuvre', 'startup-detat', 'numérique public'],
    temporal_coverage: { start: '2013-06-01' },
    spatial: { zones: ['country:fr'], granularity: 'country' },
    resources: [
      {
        key: 'a.csv',
        title: 'A',
        description: 'Le fichier.',
        type: 'main',
        format: 'csv',
        mime: 'text/csv',
        file: 'a.csv',
        filesize: 1,
        checksum: { type: 'sha256', value: sha(64) },
        sha1: sha(40),
      },
    ],
  }),
};

describe('what the platform rewrites is no difference', () => {
  const answered = {
    id: '1',
    title: 'Startups d’État',
    acronym: null,
    description: 'Une ligne\nune autre',
    license: 'lov2',
    frequency: 'irregular',
    tags: ['numerique-public', 'oeuvre', 'startup-detat'],
    temporal_coverage: { start: '2013-06-01T00:00:00.000000+00:00', end: null },
    spatial: { geom: null, zones: ['country:fr@1943-01-01'], granularity: 'country' },
    brand_new: [1],
    metrics: null,
  };

  test.each([
    ['as it answers now', {}],
    ['with objects for zones', { spatial: { zones: [{ id: 'country:fr' }], granularity: 'country' } }],
    ['with contact points that people gave', { contact_points: [{ id: 'c', name: 'x' }] }],
  ])('%s', (_situation, changes) => {
    const remote = remoteDatasetFields(RemoteDataset.parse({ ...answered, ...changes }));
    expect(compareFields(desiredDatasetFields(desired), remote, [], {}, () => false)).toMatchObject({
      changed: [],
      drifts: [],
    });
  });

  test('a licence that was dropped is one', () => {
    const remote = remoteDatasetFields(RemoteDataset.parse({ ...answered, license: 'notspecified' }));
    expect(compareFields(desiredDatasetFields(desired), remote, [], {}, () => false).changed).toEqual(['license']);
  });
});

describe('of three values of a field', () => {
  const ours = hashFields({ title: 'left' });
  const changed = (there: string, known: object[], sent = {}) => {
    const { changed: fields, drifts } = compareFields(
      { title: 'wanted' },
      { title: there },
      known.map(Object),
      sent,
      () => false,
    );
    return [fields.length, drifts.length];
  };

  test.each([
    ['as wanted: nothing', changed('wanted', [ours]), [0, 0]],
    ['as we left it: ours to write', changed('left', [ours]), [1, 0]],
    ['as one of two memories left it: ours to write', changed('left', [hashFields({ title: 'x' }), ours]), [1, 0]],
    ['neither: a person edited it', changed('edited', [ours]), [0, 1]],
    ['as we sent it last, without an answer: ours', changed('sent', [ours], hashFields({ title: 'sent' })), [1, 0]],
    ['without a baseline: it is written', changed('edited', [{}]), [1, 0]],
    ['without a baseline, as last sent: it is written', changed('edited', [{}], hashFields({ title: 'sent' })), [1, 0]],
  ])('%s', (_situation, found, expected) => {
    expect(found).toEqual(expected);
  });
});

test.each([
  ["Startups d'État_v1.CSV", 'startups-detat-v1.csv'],
  ['startups.schema.json', 'startups.schema.json'],
  ['a - b.csv', 'a-b.csv'],
])('%s is titled %s when it is uploaded', (file, title) => {
  expect(titleAfterUpload(file)).toBe(title);
});

test.each([
  ['a path that leads out', { file: '../a.csv' }],
  ['no file and no link', { file: undefined }],
  ['an unknown type', { type: 'hologram' }],
  ['a hash that is none', { sha1: 'x' }],
  ['an empty file', { filesize: 0 }],
  ['no description', { description: ' ' }],
])('a resource with %s is no resource', (_what, changes) => {
  const { key: _key, ...json } = desired;
  const resources = json.resources.map((resource) => ({ ...resource, ...changes }));
  expect(DesiredDataset.safeParse({ ...json, resources }).success).toBe(false);
});
