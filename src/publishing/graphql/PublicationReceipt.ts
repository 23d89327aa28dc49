import { Float, ObjectType } from 'type-graphql';
import { LabeledField } from '../../graphql/labels.ts';
import { AFTER_THE_FILES, NotInOpenData } from '../../graphql/openData.ts';
import { DateTimeScalar } from '../../graphql/scalars.ts';
import { enumVocabulary } from '../../graphql/vocabulary.ts';
import type { DatasetReceipt, FileReceipt, Receipt, ReceiptOutcome } from '../datagouv/receipts/receipt.ts';

const OUTCOMES = enumVocabulary(
  'ReceiptOutcome',
  'Whether the platform read published files as the release means them.',
  {
    AS_MEANT: {
      label: 'Lu comme prévu',
      description:
        'The platform has the file of the release, and read its columns, types and rows as the release means them.',
    },
    DIFFERENT: {
      label: 'Lu autrement',
      description: 'The platform read something differently; `differences` says what.',
    },
    UNKNOWN: {
      label: 'Inconnu',
      description: 'The platform has not analysed this version of the file yet, or did not answer; `problem` says why.',
    },
  } as const satisfies Record<ReceiptOutcome, object>,
);

@NotInOpenData(AFTER_THE_FILES)
@ObjectType({ description: 'How the platform read a published file, compared with the release.' })
class PublicationFileReceipt implements FileReceipt {
  @LabeledField(() => String, { label: 'Ressource', description: 'The file name of the resource.' })
  resource!: string;

  @LabeledField(() => OUTCOMES.codes, { label: 'Issue', description: 'Whether the file was read as meant.' })
  outcome!: ReceiptOutcome;

  @LabeledField(() => [String], {
    label: 'Écarts',
    description:
      'The differences, one sentence each, such as `column rang is read as boolean, not as integer`. Empty without any.',
  })
  differences!: string[];

  @LabeledField(() => String, {
    nullable: true,
    label: 'Problème',
    description: 'The reason why the outcome is unknown. Null if it is known.',
  })
  problem!: string | null;
}

@NotInOpenData(AFTER_THE_FILES)
@ObjectType({ description: 'How the platform read the files of a dataset, compared with the release.' })
class PublicationDatasetReceipt implements DatasetReceipt {
  @LabeledField(() => String, { label: 'Jeu de données', description: 'The slug of the dataset.' })
  dataset!: string;

  @LabeledField(() => OUTCOMES.codes, {
    label: 'Issue',
    description: 'The worst outcome of the dataset and its files.',
  })
  outcome!: ReceiptOutcome;

  @LabeledField(() => Float, {
    nullable: true,
    label: 'Qualité',
    description: 'The quality score of the platform, from 0 to 1. Null if unknown.',
  })
  quality!: number | null;

  @LabeledField(() => [String], {
    label: 'Écarts',
    description:
      'The criteria of the quality score that are not met, and the links that do not answer, one sentence each.',
  })
  differences!: string[];

  @LabeledField(() => [PublicationFileReceipt], {
    label: 'Fichiers',
    description: 'The published files of the dataset, in the order of the release.',
  })
  files!: PublicationFileReceipt[];
}

@NotInOpenData(AFTER_THE_FILES)
@ObjectType({
  description:
    'How the platform read the files of a publication, compared with the release: checksums, columns, types and rows.',
})
export class PublicationReceipt implements Omit<Receipt, 'publication' | 'platform' | 'release' | 'readAt'> {
  @LabeledField(() => OUTCOMES.codes, { label: 'Issue', description: 'The worst outcome of the datasets.' })
  outcome!: ReceiptOutcome;

  @LabeledField(() => DateTimeScalar, {
    label: 'Lu le',
    description: 'The instant at which the analysis of the platform was last read.',
  })
  readAt!: Date;

  @LabeledField(() => [PublicationDatasetReceipt], {
    label: 'Jeux de données',
    description: 'The datasets of the publication.',
  })
  datasets!: PublicationDatasetReceipt[];
}
