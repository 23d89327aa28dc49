import { masculine } from '../../graphql/properties/declarations.ts';
import { Reference, TableType, Text } from '../../graphql/properties/decorators.ts';
import { Entity } from './Entity.ts';

@TableType('entity_identifier', {
  description: 'Identifiant externe — what another register calls an entity.',
  noun: masculine('identifiant externe'),
  subject: 'entity',
})
export class EntityIdentifier {
  @Reference(() => Entity, { primary: true })
  entityKey!: number;

  @Text({
    description: 'Référentiel — the other register, such as `siren` or `beta.gouv.fr/incubateurs`.',
    primary: true,
    label: 'référentiel',
  })
  scheme!: string;

  @Text({ description: 'Valeur — the identifier there.', primary: true, label: 'valeur' })
  value!: string;
}
