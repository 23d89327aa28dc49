import { ID } from 'type-graphql';
import type { ArgumentOptions } from '../connections/pageArguments.ts';
import type { Model } from '../relations/columns.ts';
import { type Lookup, lookup, type UniqueKey } from '../relations/relations.ts';
import { columnKey, type FormerValues, globalIdKey } from '../relations/uniqueKeys.ts';
import { oneOf } from './oneOf.ts';

/** The options of {@link lookupBy}. */
interface LookupOptions {
  /** The former slugs, which also lead to the row. */
  readonly former?: FormerValues;
  /** Further fields of the input type. */
  readonly fields?: Readonly<Record<string, ArgumentOptions>>;
  /** The keys of these fields, by the name of the value. */
  readonly keys?: Readonly<Record<string, UniqueKey>>;
}

/**
 * The lookup of a row by its slug, its global id or another unique key, in the argument `by`. Its input type, such as
 * `StartupBy`, requires exactly one of them.
 */
export function lookupBy<T extends { slug: string }>(
  model: Model<T>,
  { former, fields = {}, keys = {} }: LookupOptions = {},
): { relation: Lookup<T>; arguments: { by: ArgumentOptions } } {
  const noun = model.name.toLowerCase();
  const by = oneOf(`${model.name}By`, `Selects one ${noun} by a unique value. Exactly one field is required.`, {
    slug: {
      type: () => String,
      description: `The slug of the ${noun}${former ? ', or a former slug' : ''}.`,
    },
    id: {
      type: () => ID,
      description: `The global id of the ${noun}, as \`id\` returns it. Fails with \`ID_OF_SNAPSHOT\` for an id of a snapshot, except in this snapshot.`,
    },
    ...fields,
  });
  return {
    relation: lookup(() => model, { slug: columnKey(model, 'slug', former), id: globalIdKey(model), ...keys }),
    arguments: { by: { type: () => by, description: `The slug, id or other unique value of the ${noun}.` } },
  };
}
