import { Extensions, Field, Int, ObjectType } from 'type-graphql';
import { DateTimeScalar, UrlScalar } from '../../graphql/scalars.ts';
import { UNVERSIONED } from '../../register/unversioned.ts';

@ObjectType('Column', { description: 'Colonne — a column of a published table.' })
class PublishedColumn {
  @Field(() => String, { description: 'Nom — as the header of the CSV and the keys of the JSON have it; frozen.' })
  name!: string;

  @Field(() => String, { description: 'Titre — in French, for people.' })
  title!: string;

  @Field(() => String, {
    description: 'Type — in the words of Table Schema: `string`, `integer`, `number`, `boolean`, `date` or `array`.',
  })
  type!: string;

  @Field(() => String, { description: 'Description — what it holds, and what an empty cell means, in French.' })
  description!: string;

  @Field(() => Boolean, { description: 'Obligatoire — whether every row has a value.' })
  required!: boolean;
}

@ObjectType({ description: 'Empreinte — lets a reader check that a file arrived whole.' })
export class Checksum {
  @Field(() => String, { description: 'Algorithme — `sha256`.' })
  type!: string;

  @Field(() => String, { description: 'Valeur — in lower-case hexadecimal.' })
  value!: string;
}

@ObjectType({ description: 'Ressource — a file of a dataset.' })
export class Resource {
  @Field(() => String, { description: 'Titre — in French.' })
  title!: string;

  @Field(() => String, { description: 'Format — `csv` or `json`.' })
  format!: string;

  @Field(() => String, { description: 'Type MIME — the media type, such as `text/csv`.' })
  mime!: string;

  @Field(() => UrlScalar, { description: 'Adresse — of the file in the latest release; it does not change.' })
  url!: string;

  @Field(() => Int, { description: 'Taille — in bytes.' })
  filesize!: number;

  @Field(() => Checksum, { description: 'Empreinte — of the file.' })
  checksum!: Checksum;

  @Field(() => DateTimeScalar, {
    description: 'Dernière modification — when the register that it tells was last changed.',
  })
  lastModified!: Date;
}

@ObjectType({ description: 'Table — a table of a dataset, and the files that hold it.' })
export class DatasetTable {
  @Field(() => String, { description: 'Nom — as its files are called.' })
  name!: string;

  @Field(() => String, { description: 'Titre — in French.' })
  title!: string;

  @Field(() => String, { description: 'Description — what a row is, in French.' })
  description!: string;

  @Field(() => Int, { description: 'Lignes — how many.' })
  rows!: number;

  @Field(() => [PublishedColumn], { description: 'Colonnes — in their frozen order.' })
  columns!: PublishedColumn[];

  @Field(() => [Resource], {
    description: 'Ressources — its CSV, its JSON, its CSV for spreadsheets and its Table Schema.',
  })
  resources!: Resource[];
}

@Extensions(UNVERSIONED)
@ObjectType({ description: 'Jeu de données — a published open-data set, as its latest release has it.' })
export class Dataset {
  @Field(() => String, { description: 'Identifiant lisible — stable and unique among datasets.' })
  slug!: string;

  @Field(() => String, { description: 'Titre — in French.' })
  title!: string;

  @Field(() => String, { description: 'Description — what it holds, in French.' })
  description!: string;

  @Field(() => String, { description: 'Licence — under the name that data.gouv.fr gives it: `lov2`.' })
  licence!: string;

  @Field(() => String, { description: 'Fréquence — how often it is updated, in the words of data.gouv.fr.' })
  frequency!: string;

  @Field(() => Int, { description: 'Lignes — of its main table, the first of `tables`.' })
  rows!: number;

  @Field(() => [PublishedColumn], { description: 'Colonnes — of its main table, the first of `tables`.' })
  columns!: PublishedColumn[];

  @Field(() => [Resource], { description: 'Ressources — the files of all its tables.' })
  resources!: Resource[];

  @Field(() => [DatasetTable], { description: 'Tables — what it is made of; the first is the main one.' })
  tables!: DatasetTable[];
}
