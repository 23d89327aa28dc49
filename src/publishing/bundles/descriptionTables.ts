import { COLLECTION } from '../catalogue.ts';
import type { BundledCell, BundledRelease, BundledTable } from './bundledTables.ts';
import { sqlNameOf } from './sqliteSchema.ts';

interface DescriptionTable {
  readonly name: string;
  readonly columns: readonly (readonly [name: string, type: string])[];
  readonly rows: BundledCell[][];
}

/** The tables of the database that describe it: the release, its tables and their columns. */
export function descriptionTables(release: BundledRelease, tables: readonly BundledTable[]): DescriptionTable[] {
  const { name, version, instant, referenceDay, licence } = release;
  return [
    {
      name: '_publication',
      columns: [
        ['cle', 'TEXT PRIMARY KEY'],
        ['valeur', 'TEXT NOT NULL'],
      ],
      rows: [
        ['titre', COLLECTION.title],
        ['description', COLLECTION.description],
        ['publication', name],
        ['version', String(version)],
        ['instant', instant],
        ['date_de_reference', referenceDay],
        ['licence', licence.title],
        ['adresse_de_la_licence', licence.url],
      ],
    },
    {
      name: '_tables',
      columns: [
        ['table', 'TEXT PRIMARY KEY'],
        ['fichier', 'TEXT NOT NULL'],
        ['titre', 'TEXT NOT NULL'],
        ['lignes', 'INTEGER NOT NULL'],
        ['identifiant', 'TEXT'],
        ['description', 'TEXT NOT NULL'],
      ],
      rows: tables.map((table) => {
        const { name: file, dataset, title, rows, primaryKey, description } = table;
        const key = primaryKey.length > 0 ? primaryKey.join(', ') : null;
        return [sqlNameOf(table), `${dataset}/${file}.csv`, title, rows, key, description];
      }),
    },
    {
      name: '_colonnes',
      columns: [
        ['table', 'TEXT NOT NULL'],
        ['colonne', 'TEXT NOT NULL'],
        ['titre', 'TEXT NOT NULL'],
        ['type', 'TEXT NOT NULL'],
        ['obligatoire', 'BOOLEAN NOT NULL'],
        ['valeurs_possibles', 'TEXT'],
        ['description', 'TEXT NOT NULL'],
      ],
      rows: tables.flatMap((table) =>
        table.columns.map(({ name: column, title, type, constraints, description }) => {
          const values = constraints.enum.length > 0 ? JSON.stringify(constraints.enum) : null;
          return [sqlNameOf(table), column, title, type, constraints.required, values, description];
        }),
      ),
    },
  ];
}
