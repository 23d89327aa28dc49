import { Extensions, Int, ObjectType } from 'type-graphql';
import { LabeledField } from '../../graphql/labels.ts';
import { DateTimeScalar, UrlScalar } from '../../graphql/scalars.ts';
import { UNVERSIONED } from '../../register/unversioned.ts';

@ObjectType({
  description: 'What became of a cell, a row or a column of the tables, from one release to the next.',
})
export class ReleaseChange {
  @LabeledField(() => String, { label: 'Table', description: 'Its name.' })
  table!: string;

  @LabeledField(() => String, {
    nullable: true,
    label: 'Identifiant',
    description:
      'Of the row: its primary key, or a JSON array of it when it has several columns. Null in a table without key, and when all the rows of a column changed alike.',
  })
  identifier!: string | null;

  @LabeledField(() => String, {
    nullable: true,
    label: 'Colonne',
    description: 'The one that changed; null when the whole row was added or removed.',
  })
  column!: string | null;

  @LabeledField(() => String, {
    nullable: true,
    label: 'Avant',
    description: 'The former value as the CSV wrote it, or the removed row as JSON; null when there was none.',
  })
  before!: string | null;

  @LabeledField(() => String, {
    nullable: true,
    label: 'Après',
    description: 'The new value as the CSV writes it, or the added row as JSON; null when there is none.',
  })
  after!: string | null;
}

@ObjectType({
  description: 'Some of the changes of a release, in the order of its tables and rows.',
})
export class ReleaseChanges {
  @LabeledField(() => [ReleaseChange], { label: 'Changements', description: 'Those of this page.' })
  nodes!: ReleaseChange[];

  @LabeledField(() => Int, {
    label: 'Nombre',
    description: 'How many changes there are in all; 0 in the first release.',
  })
  totalCount!: number;

  @LabeledField(() => Boolean, { label: 'Suite', description: 'Whether there are others after this page.' })
  hasNextPage!: boolean;

  @LabeledField(() => String, {
    nullable: true,
    label: 'Curseur de fin',
    description: 'What to give as `after` for the next page; null when this one is empty.',
  })
  endCursor!: string | null;
}

@Extensions(UNVERSIONED)
@ObjectType('Release', { description: 'One release of the open data: it never changes.' })
export class PublishedRelease {
  @LabeledField(() => String, { label: 'Nom', description: 'Of its directory, such as `2026-11-23T18-00-00Z-v42`.' })
  name!: string;

  @LabeledField(() => Int, { label: 'Version', description: 'Of the register that it tells.' })
  version!: number;

  @LabeledField(() => DateTimeScalar, {
    label: 'Instant',
    description: 'When the register that it tells was last changed.',
  })
  instant!: Date;

  @LabeledField(() => UrlScalar, {
    label: 'Adresse',
    description: 'Of its directory, to which the paths of SHA256SUMS are relative.',
  })
  url!: string;

  @LabeledField(() => Int, { label: 'Taille', description: 'Of all its files together, in bytes.' })
  bytes!: number;

  @LabeledField(() => String, {
    label: 'Empreinte',
    description: 'The SHA-256 of its SHA256SUMS, and so of all its files.',
  })
  sha256!: string;
}
