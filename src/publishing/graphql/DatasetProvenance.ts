import { ObjectType } from 'type-graphql';
import { LabeledField } from '../../graphql/labels.ts';
import { DESCRIBES_FILES, NotInOpenData } from '../../graphql/openData.ts';
import { DateScalar, UrlScalar } from '../../graphql/scalars.ts';

@NotInOpenData(DESCRIBES_FILES)
@ObjectType('Publisher', { description: 'The administration that publishes the open data.' })
export class DatasetPublisher {
  @LabeledField(() => String, { label: 'Nom', description: 'The name of the administration.' })
  name!: string;

  @LabeledField(() => UrlScalar, {
    nullable: true,
    label: 'Site',
    description: 'The website of the administration. Null if the installation gives none.',
  })
  url!: string | null;

  @LabeledField(() => String, {
    nullable: true,
    label: 'SIREN',
    description:
      'The SIREN (9 digits) or SIRET (14 digits) of the administration. Null if the installation gives none.',
  })
  siren!: string | null;
}

@NotInOpenData(DESCRIBES_FILES)
@ObjectType('ContactPoint', { description: 'The team that answers questions about the open data.' })
export class DatasetContactPoint {
  @LabeledField(() => String, { label: 'Nom', description: 'The name of the team.' })
  name!: string;

  @LabeledField(() => String, {
    nullable: true,
    label: 'Adresse électronique',
    description: 'The mailbox of the team. Null if it only has a page.',
  })
  email!: string | null;

  @LabeledField(() => UrlScalar, {
    nullable: true,
    label: 'Page de contact',
    description: 'The page on which readers contact the team. Null if it only has a mailbox.',
  })
  url!: string | null;
}

@NotInOpenData(DESCRIBES_FILES)
@ObjectType('DatasetSource', { description: 'A source from which the rows of a dataset were imported.' })
export class SourceOfDataset {
  @LabeledField(() => String, { label: 'Nom', description: 'The stable name of the source.' })
  name!: string;

  @LabeledField(() => String, { label: 'Titre', description: 'The title of the source, in French.' })
  title!: string;

  @LabeledField(() => String, {
    label: 'Licence',
    description: 'The licence of its data, as an SPDX identifier (https://spdx.org/licenses/).',
  })
  licence!: string;

  @LabeledField(() => UrlScalar, {
    nullable: true,
    label: 'Adresse',
    description: 'The address at which the source is published. Null if it is not published.',
  })
  url!: string | null;

  @LabeledField(() => DateScalar, {
    nullable: true,
    label: 'Date de récupération',
    description: 'The day in Paris of the last import that changed the register. Null if it was not recorded.',
  })
  retrievedOn!: string | null;
}
