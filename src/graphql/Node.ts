import { LabeledField } from './labels.ts';
import 'reflect-metadata';
import { ID, InterfaceType } from 'type-graphql';

/** What has a global identifier (https://graphql.org/learn/global-object-identification/). */
@InterfaceType({ description: 'Anything that can be fetched again by its global identifier.' })
export abstract class Node {
  @LabeledField(() => ID, { label: 'Identifiant global', description: 'Opaque, URL-safe, never reused.' })
  readonly id!: string;
}
