import 'reflect-metadata';
import { Field, ID, InterfaceType } from 'type-graphql';

/** What has a global identifier (https://graphql.org/learn/global-object-identification/). */
@InterfaceType({ description: 'Nœud — anything that can be fetched again by its global identifier.' })
export abstract class Node {
  @Field(() => ID, { description: 'Identifiant global — opaque, URL-safe, never reused.' })
  readonly id!: string;
}
