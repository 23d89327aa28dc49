import { Extensions, Field, Int, ObjectType } from 'type-graphql';
import { DateTimeScalar, UrlScalar } from '../../graphql/scalars.ts';
import { UNVERSIONED } from '../../register/unversioned.ts';

@ObjectType({
  description: 'Changement — what became of a cell, a row or a column of the tables, from one release to the next.',
})
export class ReleaseChange {
  @Field(() => String, { description: 'Table — its name.' })
  table!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'Identifiant — of the row: its primary key, or a JSON array of it when it has several columns. Null in a table without key, and when all the rows of a column changed alike.',
  })
  identifier!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Colonne — the one that changed; null when the whole row was added or removed.',
  })
  column!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Avant — the former value as the CSV wrote it, or the removed row as JSON; null when there was none.',
  })
  before!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Après — the new value as the CSV writes it, or the added row as JSON; null when there is none.',
  })
  after!: string | null;
}

@ObjectType({
  description: 'Page de changements — some of the changes of a release, in the order of its tables and rows.',
})
export class ReleaseChanges {
  @Field(() => [ReleaseChange], { description: 'Changements — those of this page.' })
  nodes!: ReleaseChange[];

  @Field(() => Int, { description: 'Nombre — how many changes there are in all; 0 in the first release.' })
  totalCount!: number;

  @Field(() => Boolean, { description: 'Suite — whether there are others after this page.' })
  hasNextPage!: boolean;

  @Field(() => String, {
    nullable: true,
    description: 'Curseur de fin — what to give as `after` for the next page; null when this one is empty.',
  })
  endCursor!: string | null;
}

@Extensions(UNVERSIONED)
@ObjectType('Release', { description: 'Publication des fichiers — one release of the open data: it never changes.' })
export class PublishedRelease {
  @Field(() => String, { description: 'Nom — of its directory, such as `2026-11-23T18-00-00Z-v42`.' })
  name!: string;

  @Field(() => Int, { description: 'Version — of the register that it tells.' })
  version!: number;

  @Field(() => DateTimeScalar, { description: 'Instant — when the register that it tells was last changed.' })
  instant!: Date;

  @Field(() => UrlScalar, { description: 'Adresse — of its directory, to which the paths of SHA256SUMS are relative.' })
  url!: string;

  @Field(() => Int, { description: 'Taille — of all its files together, in bytes.' })
  bytes!: number;

  @Field(() => String, { description: 'Empreinte — the SHA-256 of its SHA256SUMS, and so of all its files.' })
  sha256!: string;
}
