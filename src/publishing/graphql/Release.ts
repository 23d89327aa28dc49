import { Extensions, Int, ObjectType } from 'type-graphql';
import { LabeledField } from '../../graphql/labels.ts';
import { NotInOpenData } from '../../graphql/openData.ts';
import { BigIntScalar, DateTimeScalar, UrlScalar } from '../../graphql/scalars.ts';
import { UNVERSIONED } from '../../register/unversioned.ts';

@NotInOpenData('`changements` has it.')
@ObjectType({
  description: 'The change of a cell, a row or a column between two releases.',
})
export class ReleaseChange {
  @LabeledField(() => String, { label: 'Table', description: 'The name of the table.' })
  table!: string;

  @LabeledField(() => String, {
    nullable: true,
    label: 'Identifiant',
    description:
      'The primary key of the row, as a JSON array if it has several columns. Null in a table without key, and if all rows of a column changed in the same way.',
  })
  identifier!: string | null;

  @LabeledField(() => String, {
    nullable: true,
    label: 'Colonne',
    description: 'The name of the column. Null if the row was added or removed.',
  })
  column!: string | null;

  @LabeledField(() => String, {
    nullable: true,
    label: 'Avant',
    description: 'The previous value as in the CSV, or the removed row as JSON. Null if there was none.',
  })
  before!: string | null;

  @LabeledField(() => String, {
    nullable: true,
    label: 'Après',
    description: 'The new value as in the CSV, or the added row as JSON. Null if there is none.',
  })
  after!: string | null;
}

@NotInOpenData('It describes the files: `release.json` and `index.json` have it.')
@Extensions(UNVERSIONED)
@ObjectType({
  description: 'A release of the open data. It does not change, unless an erasure of personal data rewrites it.',
})
export class Release {
  @LabeledField(() => String, {
    label: 'Nom',
    description: 'The name of the release and of its directory, such as `2026-11-23T18-00-00Z-v42`.',
  })
  name!: string;

  @LabeledField(() => Int, { label: 'Version', description: 'The version of the register that the release contains.' })
  version!: number;

  @LabeledField(() => DateTimeScalar, {
    label: 'Instant',
    description: 'The instant of the last change of the register that the release contains.',
  })
  instant!: Date;

  @LabeledField(() => UrlScalar, {
    label: 'Adresse',
    description: 'The address of its directory. The paths in SHA256SUMS are relative to it.',
  })
  url!: string;

  @LabeledField(() => BigIntScalar, { label: 'Taille', description: 'The size of all files together, in bytes.' })
  bytes!: number;

  @LabeledField(() => String, {
    label: 'Empreinte',
    description: 'The SHA-256 checksum of its file SHA256SUMS, which covers all files.',
  })
  sha256!: string;
}
