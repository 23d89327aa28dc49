import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Dataset } from '../../src/publishing/graphql/Dataset.ts';
import { Releases } from '../../src/publishing/graphql/Releases.ts';

/** A release of one dataset, so that its operations have the same response on every machine. */
class OneRelease extends Releases {
  override async datasets(): Promise<Dataset[]> {
    return [THEMES];
  }
}

export const releases = new OneRelease(join(tmpdir(), 'no-releases-here'), 'https://registre.example');

const COLUMNS = [
  {
    name: 'identifiant',
    title: 'Identifiant',
    type: 'string',
    description: 'Identifiant stable.',
    required: true,
    codes: [],
  },
  {
    name: 'nom',
    title: 'Nom',
    type: 'string',
    description: 'Nom de la thématique.',
    required: true,
    codes: [{ code: 'ouverture', label: 'Ouverture', definition: 'Ouvrir les données.' }],
  },
];

const RESOURCES = [
  {
    title: 'Thématiques (CSV)',
    format: 'csv',
    mime: 'text/csv',
    url: 'https://registre.example/exports/latest/themes/themes.csv',
    filesize: 2_345,
    checksum: { type: 'sha256', value: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855' },
    lastModified: new Date('2026-08-19T09:30:00Z'),
  },
];

const THEMES: Dataset = {
  slug: 'themes',
  title: 'Thématiques',
  description: 'De quoi parlent les missions.',
  licence: 'lov2',
  frequency: 'irregular',
  publisher: { name: 'Direction interministérielle du numérique', url: null, siren: '130025265' },
  contactPoint: { name: 'Équipe du registre', email: 'contact@registre.example', url: null },
  sources: [
    {
      name: 'reference',
      title: 'Registre de référence',
      licence: 'etalab-2.0',
      url: null,
      retrievedOn: '2026-08-19',
    },
  ],
  citation: 'Direction interministérielle du numérique, « Thématiques », données du 19 août 2026.',
  rows: 4,
  columns: COLUMNS,
  resources: RESOURCES,
  tables: [
    {
      name: 'themes',
      title: 'Thématiques',
      description: 'Une thématique par ligne.',
      rows: 4,
      columns: COLUMNS,
      resources: RESOURCES,
    },
  ],
};
