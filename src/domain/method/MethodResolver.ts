import { ObjectType } from 'type-graphql';
import { fieldsOf, queriesOf } from '../../graphql/fields/fieldsOf.ts';
import { manyOfRoot, NAMESPACE } from '../../graphql/relations/relations.ts';
import { self, sql } from '../../sql/sql.ts';
import { MethodRole } from './MethodRole.ts';
import { MethodStep } from './MethodStep.ts';

const description = "Méthode — how startups d'État are born, staffed and incubated.";

@ObjectType({ description })
class Method {}

export const MethodQueries = queriesOf({ method: { relation: NAMESPACE, type: () => Method, description } });

export const MethodResolver = fieldsOf(Method, {
  steps: {
    relation: manyOfRoot(() => MethodStep, sql`${self}.kind, ${self}.position`),
    description: 'Étapes — of the birth, then of the incubation, in order.',
  },
  roles: {
    relation: manyOfRoot(() => MethodRole, sql`${self}.position`),
    description: 'Rôles — who makes a team of three to four people.',
  },
});
