import { ObjectType } from 'type-graphql';
import { LabeledField } from '../../graphql/labels.ts';
import { AFTER_THE_FILES, NotInOpenData } from '../../graphql/openData.ts';
import { DateTimeScalar, UrlScalar } from '../../graphql/scalars.ts';

@NotInOpenData(AFTER_THE_FILES)
@ObjectType({ description: 'An open data platform that has a dataset, as the last publication there left it.' })
export class DatasetPublication {
  @LabeledField(() => UrlScalar, {
    label: 'Plateforme',
    description: 'The address of the platform, such as `https://www.data.gouv.fr`.',
  })
  platform!: string;

  @LabeledField(() => UrlScalar, { label: 'Page', description: 'The address of the dataset on the platform.' })
  page!: string;

  @LabeledField(() => String, {
    label: 'Publication des fichiers',
    description:
      'The name of the release that the dataset was equal to after its last publication there. Changes made by hand on the platform are not counted.',
  })
  releaseName!: string;

  @LabeledField(() => DateTimeScalar, {
    nullable: true,
    label: 'Publié le',
    description:
      'The instant of the last write of a publication to the dataset. A publication that finds it up to date does not move it. Null if the register no longer has the record of the write.',
  })
  publishedAt!: Date | null;
}
