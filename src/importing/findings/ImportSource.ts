import { Instant, Key, TableType, Text, Url } from '../../graphql/properties/decorators.ts';

@TableType('import_source', { description: 'A source of imported rows, with its licence.' })
export class ImportSource {
  @Key()
  key!: number;

  @Text({
    label: 'Nom',
    description: 'The stable name of the source.',
    export: { name: 'nom', description: 'Nom stable de la source.', example: 'beta.gouv.fr', unique: true },
  })
  name!: string;

  @Text({
    label: 'Titre',
    description: 'The title of the source, in French.',
    export: { name: 'titre', description: 'Titre de la source.', example: 'API de beta.gouv.fr' },
  })
  title!: string;

  @Text({
    label: 'Licence',
    description: 'The licence of its data, as an SPDX identifier (https://spdx.org/licenses/).',
    export: {
      name: 'licence',
      description: 'Licence des données de la source, par son identifiant SPDX (https://spdx.org/licenses/).',
      example: 'etalab-2.0',
    },
  })
  licence!: string;

  @Url({
    label: 'Adresse',
    description: 'The address at which the source is published. Null if it is not published.',
    nullable: true,
    export: {
      name: 'url',
      title: 'URL',
      description: 'Adresse à laquelle la source est publiée ; vide si elle ne l’est pas.',
      example: 'https://beta.gouv.fr/api/v2.7/',
    },
  })
  url!: string | null;

  @Instant({
    label: 'Dernier import',
    description: 'The instant at which an import of the source last changed the register.',
    export: {
      name: 'importe_le',
      title: 'Importé le',
      description: 'Instant du dernier import de la source qui a modifié le registre, en temps universel (UTC).',
      example: '2026-11-23T18:00:00.000Z',
    },
  })
  importedAt!: Date;
}
