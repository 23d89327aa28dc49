import { Node } from '../../graphql/Node.ts';
import { Day, Key, Reference, TableType, Text } from '../../graphql/properties/decorators.ts';
import { Entity } from '../entities/Entity.ts';

@TableType('public_contract', {
  description: 'A framework contract under which a company supplies coaches and developers.',
})
export class PublicContract extends Node {
  @Key()
  key!: number;

  @Text({
    label: 'Référence',
    description: 'The reference that the buyer gives to the contract, unique among contracts.',
    export: {
      name: 'reference',
      description: 'Référence que l’acheteur donne au marché.',
      example: '2014-DINSIC-03',
      unique: true,
    },
  })
  reference!: string;

  @Text({
    label: 'Intitulé',
    description: 'The title of the contract, in French.',
    export: {
      name: 'intitule',
      description: 'Intitulé du marché.',
      example: 'Développement et coaching de services numériques',
    },
  })
  title!: string;

  @Reference(() => Entity, {
    label: 'Acheteur',
    description: 'The entity that signed the contract for the State. Null if unknown.',
    nullable: true,
    export: {
      name: 'acheteur',
      description: 'Identifiant de l’entité qui a passé le marché ; vide si non renseigné.',
      example: 'dinsic',
    },
  })
  buyerKey!: number | null;

  @Reference(() => Entity, {
    label: 'Titulaire',
    description: 'The company that supplies people under the contract. Null if unknown.',
    nullable: true,
    export: {
      name: 'titulaire',
      description: 'Identifiant de l’entreprise titulaire du marché ; vide si non renseigné.',
      example: 'octo-technology',
    },
  })
  supplierKey!: number | null;

  @Day({
    label: 'Signature',
    description: 'The date of signature. Null if unknown.',
    nullable: true,
    export: {
      name: 'signature',
      title: 'Date de signature',
      description: 'Jour de la signature ; vide si non renseigné.',
      example: '2014-02-03',
    },
  })
  signedOn!: string | null;

  @Day({
    label: 'Fin',
    description: 'The last day of the contract. Null if unknown.',
    nullable: true,
    export: {
      name: 'fin',
      title: 'Date de fin',
      description: 'Dernier jour du marché ; vide si non renseigné.',
      example: '2018-02-02',
    },
  })
  endsOn!: string | null;
}
