import { Extensions, Int, ObjectType } from 'type-graphql';
import { LabeledField } from '../../graphql/labels.ts';
import { DESCRIBES_FILES, NotInOpenData } from '../../graphql/openData.ts';
import { BigIntScalar, DateTimeScalar, UrlScalar } from '../../graphql/scalars.ts';
import { enumOfValues } from '../../graphql/vocabulary.ts';
import type { Column } from '../../openData/column.ts';
import { UNVERSIONED } from '../../register/unversioned.ts';
import { DatasetContactPoint, DatasetPublisher, SourceOfDataset } from './DatasetProvenance.ts';

const COLUMN_TYPES = enumOfValues('ColumnType', 'The type of the values of a column, as Table Schema names it.', {
  string: { label: 'Texte', description: 'A text.' },
  integer: { label: 'Nombre entier', description: 'A whole number.' },
  number: { label: 'Nombre décimal', description: 'A number with decimals.' },
  boolean: { label: 'Booléen', description: 'True or false.' },
  date: { label: 'Date', description: 'A calendar date, `YYYY-MM-DD`.' },
  datetime: { label: 'Instant', description: 'An instant in UTC, `YYYY-MM-DDThh:mm:ss.sssZ`.' },
  array: { label: 'Liste', description: 'A list, as a JSON array.' },
} as const satisfies Record<Column['type'], object>);

const RESOURCE_FORMATS = enumOfValues('ResourceFormat', 'The format of a file of a dataset.', {
  csv: { label: 'CSV', description: 'Comma-separated values (RFC 4180), or the variant for spreadsheets.' },
  json: { label: 'JSON', description: 'JSON (RFC 8259).' },
});

const CHECKSUM_TYPES = enumOfValues('ChecksumType', 'The algorithm of a checksum.', {
  sha256: { label: 'SHA-256', description: 'SHA-256 (FIPS 180-4).' },
});

@NotInOpenData(DESCRIBES_FILES)
@ObjectType({ description: 'A code of a column, with its meaning in French.' })
export class ColumnCode {
  @LabeledField(() => String, { label: 'Code', description: 'The code in the files, such as `opere`.' })
  code!: string;

  @LabeledField(() => String, { label: 'Libellé', description: 'The label, in French, such as `Investigation`.' })
  label!: string;

  @LabeledField(() => String, {
    label: 'Définition',
    description:
      'The meaning, in full sentences for readers who do not know the administration. Null if the label says all.',
    nullable: true,
  })
  definition!: string | null;
}

@NotInOpenData(DESCRIBES_FILES)
@ObjectType('Column', { description: 'A column of a published table.' })
class PublishedColumn {
  @LabeledField(() => String, {
    label: 'Nom',
    description: 'The name of the column, in the header of the CSV and as key in the JSON. It never changes.',
  })
  name!: string;

  @LabeledField(() => String, { label: 'Titre', description: 'The title of the column, in French.' })
  title!: string;

  @LabeledField(() => COLUMN_TYPES, {
    label: 'Type',
    description: 'The type in Table Schema (https://specs.frictionlessdata.io/table-schema/).',
  })
  type!: string;

  @LabeledField(() => String, {
    label: 'Description',
    description: 'The content of the column and the meaning of an empty cell, in French.',
  })
  description!: string;

  @LabeledField(() => Boolean, { label: 'Obligatoire', description: 'Whether every row has a value.' })
  required!: boolean;

  @LabeledField(() => [ColumnCode], {
    label: 'Codes',
    description:
      'The codes that the column has, with their meaning. Empty if its values are no codes, and in releases of earlier versions. The table `nomenclatures` also has former spellings and days of use.',
  })
  codes!: ColumnCode[];
}

@NotInOpenData(DESCRIBES_FILES)
@ObjectType({ description: 'The checksum of a file, to verify a download.' })
export class Checksum {
  @LabeledField(() => CHECKSUM_TYPES, { label: 'Algorithme', description: 'The algorithm.' })
  type!: string;

  @LabeledField(() => String, { label: 'Valeur', description: 'The checksum in lower-case hexadecimal.' })
  value!: string;
}

@NotInOpenData(DESCRIBES_FILES)
@ObjectType({ description: 'A file of a dataset.' })
export class Resource {
  @LabeledField(() => String, { label: 'Titre', description: 'The title of the file, in French.' })
  title!: string;

  @LabeledField(() => RESOURCE_FORMATS, { label: 'Format', description: 'The format of the file.' })
  format!: string;

  @LabeledField(() => String, { label: 'Type MIME', description: 'The media type, such as `text/csv`.' })
  mime!: string;

  @LabeledField(() => UrlScalar, {
    label: 'Adresse',
    description: 'The stable address of the file in the latest release.',
  })
  url!: string;

  @LabeledField(() => BigIntScalar, { label: 'Taille', description: 'The size of the file, in bytes.' })
  filesize!: number;

  @LabeledField(() => Checksum, { label: 'Empreinte', description: 'The checksum of the file.' })
  checksum!: Checksum;

  @LabeledField(() => DateTimeScalar, {
    label: 'Dernière modification',
    description: 'The instant at which the content of the file last changed.',
  })
  lastModified!: Date;
}

@NotInOpenData(DESCRIBES_FILES)
@ObjectType({ description: 'A table of a dataset, with its files.' })
export class DatasetTable {
  @LabeledField(() => String, { label: 'Nom', description: 'The name of the table and of its files.' })
  name!: string;

  @LabeledField(() => String, { label: 'Titre', description: 'The title of the table, in French.' })
  title!: string;

  @LabeledField(() => String, { label: 'Description', description: 'The content of a row, in French.' })
  description!: string;

  @LabeledField(() => Int, { label: 'Lignes', description: 'The number of rows.' })
  rows!: number;

  @LabeledField(() => [PublishedColumn], {
    label: 'Colonnes',
    description: 'The columns, in an order that never changes.',
  })
  columns!: PublishedColumn[];

  @LabeledField(() => [Resource], {
    label: 'Ressources',
    description: 'The files of the table: CSV, JSON, CSV for spreadsheets and Table Schema.',
  })
  resources!: Resource[];
}

@NotInOpenData(DESCRIBES_FILES)
@Extensions(UNVERSIONED)
@ObjectType({ description: 'A published open dataset, in its latest release.' })
export class Dataset {
  @LabeledField(() => String, { label: 'Identifiant lisible', description: 'The stable slug, unique among datasets.' })
  slug!: string;

  @LabeledField(() => String, { label: 'Titre', description: 'The title of the dataset, in French.' })
  title!: string;

  @LabeledField(() => String, { label: 'Description', description: 'The content of the dataset, in French.' })
  description!: string;

  @LabeledField(() => String, {
    label: 'Licence',
    description: 'The licence, by its name on data.gouv.fr, such as `lov2`.',
  })
  licence!: string;

  @LabeledField(() => String, {
    label: 'Fréquence',
    description: 'The update frequency, by its name on data.gouv.fr.',
  })
  frequency!: string;

  @LabeledField(() => Int, {
    label: 'Lignes',
    description: 'The number of rows of the main table, the first of `tables`.',
  })
  rows!: number;

  @LabeledField(() => [PublishedColumn], {
    label: 'Colonnes',
    description: 'The columns of the main table, the first of `tables`.',
  })
  columns!: PublishedColumn[];

  @LabeledField(() => [Resource], { label: 'Ressources', description: 'The files of all tables.' })
  resources!: Resource[];

  @LabeledField(() => [DatasetTable], {
    label: 'Tables',
    description: 'The tables of the dataset, the main table first.',
  })
  tables!: DatasetTable[];
  @LabeledField(() => DatasetPublisher, {
    label: 'Producteur',
    description: 'The administration that publishes the dataset.',
  })
  publisher!: DatasetPublisher;

  @LabeledField(() => DatasetContactPoint, {
    nullable: true,
    label: 'Contact',
    description: 'The team that answers questions about the dataset. Null if the installation gives none.',
  })
  contactPoint!: DatasetContactPoint | null;

  @LabeledField(() => [SourceOfDataset], {
    label: 'Sources',
    description: 'The sources from which the rows of the dataset were imported, by name.',
  })
  sources!: SourceOfDataset[];

  @LabeledField(() => String, {
    label: 'Citation',
    description: 'How to cite the dataset, in French: publisher, title, reference day, release and licence.',
  })
  citation!: string;
}
