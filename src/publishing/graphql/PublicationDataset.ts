import { Float, Int, ObjectType } from 'type-graphql';
import { LabeledField } from '../../graphql/labels.ts';
import { AFTER_THE_FILES, NotInOpenData } from '../../graphql/openData.ts';
import { UrlScalar } from '../../graphql/scalars.ts';
import { enumOfValues, enumVocabulary } from '../../graphql/vocabulary.ts';
import type { Hold, HoldReason } from '../datagouv/plan/holds.ts';
import type { TableChange } from '../datagouv/plan/tables.ts';
import type { DatasetReport } from '../datagouv/run/report.ts';

const DATASET_OUTCOMES = enumVocabulary('PublicationDatasetOutcome', 'The outcome of a publication for one dataset.', {
  CREATED: { label: 'Créé', description: 'The dataset was created.' },
  UPDATED: { label: 'Mis à jour', description: 'The dataset was updated.' },
  UNCHANGED: { label: 'Inchangé', description: 'The dataset was up to date.' },
  WITHHELD: { label: 'Non publié', description: 'The dataset has too few rows: it is in the release only.' },
  HELD: { label: 'Bloqué', description: 'The dataset is blocked, and was left as it is.' },
  FAILED: { label: 'Échoué', description: 'An error stopped the publication of the dataset.' },
  NOT_REACHED: { label: 'Non traité', description: 'The publication stopped before the dataset.' },
} as const satisfies Record<DatasetReport['outcome'], object>);

@NotInOpenData(AFTER_THE_FILES)
@ObjectType({ description: 'A manual change on the platform that the publication left unchanged.' })
class PublicationDrift {
  @LabeledField(() => String, {
    label: 'Objet',
    description:
      'The changed field, or the resource and its field. `startups.csv file` is a replaced file, `startups.csv deleted` a deleted one.',
  })
  what!: string;

  @LabeledField(() => String, {
    label: 'Sur la plateforme',
    description: 'The value on the platform. A long one is cut to 200 characters around its first difference.',
  })
  there!: string;

  @LabeledField(() => String, {
    label: 'Au registre',
    description: 'The value of the release. A long one is cut to 200 characters around its first difference.',
  })
  ours!: string;

  @LabeledField(() => Boolean, {
    label: 'Acceptée',
    description: 'Whether `registre publish --accept` keeps this change. False in publications of earlier versions.',
  })
  isAccepted!: boolean;
}

@NotInOpenData(AFTER_THE_FILES)
@ObjectType({
  description:
    'What a publication changes in a table: its rows and columns on the platform before, and in the release.',
})
class PublicationTable implements TableChange {
  @LabeledField(() => String, { label: 'Fichier', description: 'The file name of the CSV of the table.' })
  file!: string;

  @LabeledField(() => String, { label: 'Titre', description: 'The title of the table, in French.' })
  title!: string;

  @LabeledField(() => Int, {
    nullable: true,
    label: 'Lignes avant',
    description: 'The number of rows on the platform before the publication. Null if the table was not there.',
  })
  rowsBefore!: number | null;

  @LabeledField(() => Int, {
    nullable: true,
    label: 'Lignes après',
    description: 'The number of rows in the release. Null if the release does not have the table.',
  })
  rowsAfter!: number | null;

  @LabeledField(() => [String], {
    label: 'Colonnes perdues',
    description: 'The names of the columns on the platform that the release does not have.',
  })
  columnsLost!: string[];

  @LabeledField(() => [String], {
    label: 'Nouvelles colonnes',
    description: 'The names of the columns of the release that the platform did not have.',
  })
  columnsGained!: string[];
}

const HOLD_REASONS = enumOfValues('PublicationHoldReason', 'The reason why a publication is held.', {
  shrink: {
    label: 'Perte de lignes',
    description: 'A table disappears, becomes empty, or loses more than 20 % of its rows.',
  },
  columns: { label: 'Perte de colonnes', description: 'A table loses columns.' },
  older: { label: 'Version antérieure', description: 'The release is older than the one on the platform.' },
  'same-title': {
    label: 'Titre déjà pris',
    description: 'The organisation has a dataset of the same title that the register did not create.',
  },
  empty: { label: 'Registre vide', description: 'The release is that of an empty register.' },
} as const satisfies Record<HoldReason, object>);

@NotInOpenData(AFTER_THE_FILES)
@ObjectType({ description: 'A reason why a publication needs the decision of a person before it writes anything.' })
class PublicationHold implements Hold {
  @LabeledField(() => HOLD_REASONS, {
    label: 'Motif',
    description: 'The reason. `registre publish --accept` takes it in lower case, such as `shrink` or `same-title`.',
  })
  reason!: HoldReason;

  @LabeledField(() => String, {
    label: 'Message',
    description: 'A sentence with the figures, such as `startups.csv shrinks from 398 to 0 rows (−100 %)`.',
  })
  message!: string;

  @LabeledField(() => Boolean, {
    label: 'Accepté',
    description:
      'Whether `registre publish --accept` accepted the reason. If one is not accepted, nothing is published.',
  })
  isAccepted!: boolean;
}

@NotInOpenData(AFTER_THE_FILES)
@ObjectType({ description: 'A published file that could not be downloaded and compared with the release.' })
class PublicationUnverifiedFile {
  @LabeledField(() => String, { label: 'Ressource', description: 'The file name of the resource.' })
  resource!: string;

  @LabeledField(() => String, { label: 'Problème', description: 'The reason why the file is not verified.' })
  problem!: string;
}

@NotInOpenData(AFTER_THE_FILES)
@ObjectType({ description: 'The result of a publication for one dataset.' })
export class PublicationDataset {
  @LabeledField(() => String, {
    label: 'Jeu de données',
    description: 'The slug of the dataset; `api` for the API itself, which is published as a dataservice.',
  })
  dataset!: string;

  @LabeledField(() => String, {
    nullable: true,
    label: 'Identifiant',
    description: 'The identifier of the dataset on the platform. Null if the dataset is not there.',
  })
  remoteId!: string | null;

  @LabeledField(() => UrlScalar, {
    nullable: true,
    label: 'Page',
    description: 'The address of the dataset on the platform. Null if the dataset is not there.',
  })
  page!: string | null;

  @LabeledField(() => DATASET_OUTCOMES.codes, { label: 'Issue', description: 'The outcome for the dataset.' })
  outcome!: DatasetReport['outcome'];

  @LabeledField(() => [PublicationDrift], {
    label: 'Modifications manuelles',
    description: 'The manual changes on the platform, which the publication reports and leaves unchanged.',
  })
  drifts!: PublicationDrift[];

  @LabeledField(() => [PublicationTable], {
    label: 'Tables',
    description: 'The tables whose files the publication changes. Empty in publications of earlier versions.',
  })
  tables!: PublicationTable[];

  @LabeledField(() => [PublicationHold], {
    label: 'Motifs de retenue',
    description:
      'The reasons why the dataset holds the publication, accepted or not. Empty in publications of earlier versions.',
  })
  holds!: PublicationHold[];

  @LabeledField(() => [PublicationUnverifiedFile], {
    label: 'Fichiers non vérifiés',
    description:
      'The published files that could not be downloaded and compared with the release. The next publication verifies them.',
  })
  unverified!: PublicationUnverifiedFile[];

  @LabeledField(() => Float, {
    nullable: true,
    label: 'Qualité',
    description: 'The quality score of the platform, from 0 to 1. Null if unknown.',
  })
  quality!: number | null;

  @LabeledField(() => String, {
    nullable: true,
    label: 'Problème',
    description: 'The reason why the dataset failed or is blocked. Null otherwise.',
  })
  problem!: string | null;
}
