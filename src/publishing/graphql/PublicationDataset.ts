import { Float, ObjectType } from 'type-graphql';
import { LabeledField } from '../../graphql/labels.ts';
import { AFTER_THE_FILES, NotInOpenData } from '../../graphql/openData.ts';
import { UrlScalar } from '../../graphql/scalars.ts';
import { enumVocabulary } from '../../graphql/vocabulary.ts';
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
