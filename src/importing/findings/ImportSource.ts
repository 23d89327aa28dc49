import { Instant, Key, TableType, Text, Url } from '../../graphql/properties/decorators.ts';

@TableType('import_source', { description: 'Where imported rows come from, and under which licence.' })
export class ImportSource {
  @Key()
  key!: number;

  @Text({ label: 'Nom', description: 'Stable name of the source.' })
  name!: string;

  @Text({ label: 'Titre', description: 'What it is, in French.' })
  title!: string;

  @Text({ label: 'Licence', description: 'Of its data, as an SPDX identifier.' })
  licence!: string;

  @Url({ label: 'Adresse', description: 'Where it is published, if it is.', nullable: true })
  url!: string | null;

  @Instant({ label: 'Dernier import', description: 'When an import of it last changed the register.' })
  importedAt!: Date;
}
