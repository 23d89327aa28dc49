import { Instant, Key, TableType, Text, Url } from '../../graphql/properties/decorators.ts';

@TableType('import_source', { description: 'Source — where imported rows come from, and under which licence.' })
export class ImportSource {
  @Key()
  key!: number;

  @Text({ description: 'Nom — stable name of the source.' })
  name!: string;

  @Text({ description: 'Titre — what it is, in French.' })
  title!: string;

  @Text({ description: 'Licence — of its data, as an SPDX identifier.' })
  licence!: string;

  @Url({ description: 'Adresse — where it is published, if it is.', nullable: true })
  url!: string | null;

  @Instant({ description: 'Dernier import — when an import of it last changed the register.' })
  importedAt!: Date;
}
