import { ObjectType } from 'type-graphql';
import { defineFields, defineQueries } from '../../graphql/fields/defineFields.ts';
import { manyOfRoot, NAMESPACE } from '../../graphql/relations/relations.ts';
import { self, sql } from '../../sql/sql.ts';
import { MethodRole } from './MethodRole.ts';
import { MethodStep } from './MethodStep.ts';

@ObjectType({ description: 'The method of incubation: its steps and the roles of a team.' })
class Method {}

export const MethodQueries = defineQueries({
  method: {
    relation: NAMESPACE,
    type: () => Method,
    label: 'Méthode',
    description: 'The method by which startups are created, staffed and incubated.',
  },
});

export const MethodResolver = defineFields(Method, {
  steps: {
    relation: manyOfRoot(() => MethodStep, sql`${self}.kind, ${self}.position`),
    openData: 'etapes.rang',
    label: 'Étapes',
    description: 'The steps of the birth, then the steps of the incubation, in order.',
  },
  roles: {
    relation: manyOfRoot(() => MethodRole, sql`${self}.position`),
    openData: 'roles.rang',
    label: 'Rôles',
    description: 'The roles of a team of three to four people.',
  },
});
