import { Instant, Key, TableType, Text, Url } from '../../graphql/properties/decorators.ts';

@TableType('import_source', { description: 'A source of imported rows, with its licence.' })
export class ImportSource {
  @Key()
  key!: number;

  @Text({ label: 'Nom', description: 'The stable name of the source.' })
  name!: string;

  @Text({ label: 'Titre', description: 'The title of the source, in French.' })
  title!: string;

  @Text({
    label: 'Licence',
    description: 'The licence of its data, as an SPDX identifier (https://spdx.org/licenses/).',
  })
  licence!: string;

  @Url({
    label: 'Adresse',
    description: 'The address at which the source is published. Null if it is not published.',
    nullable: true,
  })
  url!: string | null;

  @Instant({
    label: 'Dernier import',
    description: 'The instant at which an import of the source last changed the register.',
  })
  importedAt!: Date;
}
