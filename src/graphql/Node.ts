import { LabeledField } from './labels.ts';
import 'reflect-metadata';
import { ID, InterfaceType } from 'type-graphql';

/** An object with a global identifier (https://graphql.org/learn/global-object-identification/). */
@InterfaceType({
  description:
    'An object that `node` can fetch again by its global id (https://graphql.org/learn/global-object-identification/).',
})
export abstract class Node {
  @LabeledField(() => ID, {
    label: 'Identifiant global',
    description: 'The global id: opaque, URL-safe and never reused.',
    openData: {
      not: 'The slug identifies the rows of the tables; `identifiant` is the global id of rows without a slug.',
    },
  })
  readonly id!: string;
}
