import { Extensions, Int, ObjectType } from 'type-graphql';
import { LabeledField } from '../../graphql/labels.ts';
import { DateTimeScalar, UrlScalar } from '../../graphql/scalars.ts';
import { UNVERSIONED } from '../../register/unversioned.ts';

@ObjectType('Column', { description: 'A column of a published table.' })
class PublishedColumn {
  @LabeledField(() => String, {
    label: 'Nom',
    description: 'As the header of the CSV and the keys of the JSON have it; frozen.',
  })
  name!: string;

  @LabeledField(() => String, { label: 'Titre', description: 'In French, for people.' })
  title!: string;

  @LabeledField(() => String, {
    label: 'Type',
    description: 'In the words of Table Schema: `string`, `integer`, `number`, `boolean`, `date` or `array`.',
  })
  type!: string;

  @LabeledField(() => String, {
    label: 'Description',
    description: 'What it holds, and what an empty cell means, in French.',
  })
  description!: string;

  @LabeledField(() => Boolean, { label: 'Obligatoire', description: 'Whether every row has a value.' })
  required!: boolean;
}

@ObjectType({ description: 'Lets a reader check that a file arrived whole.' })
export class Checksum {
  @LabeledField(() => String, { label: 'Algorithme', description: '`sha256`.' })
  type!: string;

  @LabeledField(() => String, { label: 'Valeur', description: 'In lower-case hexadecimal.' })
  value!: string;
}

@ObjectType({ description: 'A file of a dataset.' })
export class Resource {
  @LabeledField(() => String, { label: 'Titre', description: 'In French.' })
  title!: string;

  @LabeledField(() => String, { label: 'Format', description: '`csv` or `json`.' })
  format!: string;

  @LabeledField(() => String, { label: 'Type MIME', description: 'The media type, such as `text/csv`.' })
  mime!: string;

  @LabeledField(() => UrlScalar, {
    label: 'Adresse',
    description: 'Of the file in the latest release; it does not change.',
  })
  url!: string;

  @LabeledField(() => Int, { label: 'Taille', description: 'In bytes.' })
  filesize!: number;

  @LabeledField(() => Checksum, { label: 'Empreinte', description: 'Of the file.' })
  checksum!: Checksum;

  @LabeledField(() => DateTimeScalar, {
    label: 'Dernière modification',
    description: 'When the register that it tells was last changed.',
  })
  lastModified!: Date;
}

@ObjectType({ description: 'A table of a dataset, and the files that hold it.' })
export class DatasetTable {
  @LabeledField(() => String, { label: 'Nom', description: 'As its files are called.' })
  name!: string;

  @LabeledField(() => String, { label: 'Titre', description: 'In French.' })
  title!: string;

  @LabeledField(() => String, { label: 'Description', description: 'What a row is, in French.' })
  description!: string;

  @LabeledField(() => Int, { label: 'Lignes', description: 'How many.' })
  rows!: number;

  @LabeledField(() => [PublishedColumn], { label: 'Colonnes', description: 'In their frozen order.' })
  columns!: PublishedColumn[];

  @LabeledField(() => [Resource], {
    label: 'Ressources',
    description: 'Its CSV, its JSON, its CSV for spreadsheets and its Table Schema.',
  })
  resources!: Resource[];
}

@Extensions(UNVERSIONED)
@ObjectType({ description: 'A published open-data set, as its latest release has it.' })
export class Dataset {
  @LabeledField(() => String, { label: 'Identifiant lisible', description: 'Stable and unique among datasets.' })
  slug!: string;

  @LabeledField(() => String, { label: 'Titre', description: 'In French.' })
  title!: string;

  @LabeledField(() => String, { label: 'Description', description: 'What it holds, in French.' })
  description!: string;

  @LabeledField(() => String, { label: 'Licence', description: 'Under the name that data.gouv.fr gives it: `lov2`.' })
  licence!: string;

  @LabeledField(() => String, {
    label: 'Fréquence',
    description: 'How often it is updated, in the words of data.gouv.fr.',
  })
  frequency!: string;

  @LabeledField(() => Int, { label: 'Lignes', description: 'Of its main table, the first of `tables`.' })
  rows!: number;

  @LabeledField(() => [PublishedColumn], {
    label: 'Colonnes',
    description: 'Of its main table, the first of `tables`.',
  })
  columns!: PublishedColumn[];

  @LabeledField(() => [Resource], { label: 'Ressources', description: 'The files of all its tables.' })
  resources!: Resource[];

  @LabeledField(() => [DatasetTable], {
    label: 'Tables',
    description: 'What it is made of; the first is the main one.',
  })
  tables!: DatasetTable[];
}
