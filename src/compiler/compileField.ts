import type { GraphQLObjectType, GraphQLOutputType } from 'graphql';
import { getNamedType, isNonNullType } from 'graphql';
import type { Connection } from '../graphql/connections/listing.ts';
import type { FacetField } from '../graphql/facets/facetFields.ts';
import type { Model } from '../graphql/relations/columns.ts';
import { columnOf, tableOf } from '../graphql/relations/columns.ts';
import { dayOr } from '../graphql/relations/loaders.ts';
import type { AggregateRow, Arguments, Groups, Lookup, Many, OneBy, Relation } from '../graphql/relations/relations.ts';
import { rowsVia } from '../graphql/relations/relations.ts';
import type { Fragment } from '../sql/sql.ts';
import { fill, join, raw, sql, value } from '../sql/sql.ts';
import type { Compilation, Field, Nodes } from './Compilation.ts';
import { compileFacet } from './compileFacet.ts';
import { type AskedConnection, compilePage } from './compilePage.ts';
import type { JsonText } from './JsonText.ts';
import { arrayOf, inSql, objectOf, selected } from './JsonText.ts';
import { NotCompiled } from './NotCompiled.ts';
import type { Place } from './Place.ts';
import { objectType } from './partsText.ts';
import { derivedRows, ROOT_ROWS, rowsOf } from './Rows.ts';
import { scalarText } from './scalarText.ts';

/** The JSON text of one field of an object. Throws {@link NotCompiled} for what only its resolver knows. */
export function compileField(c: Compilation, type: GraphQLObjectType, nodes: Nodes, place: Place): JsonText {
  const [node] = nodes;
  const name = node?.name.value ?? '';
  if (name === '__typename') return [JSON.stringify(type.name)];
  const field = type.getFields()[name];
  if (!field) throw new NotCompiled(name);
  const { relation, shaped, role } = field.extensions;
  if (shaped || role !== undefined) throw new NotCompiled(`${type.name}.${name}`);
  if (isRelation(relation)) return new OfField(c, field, nodes, place).by(relation);
  const property = place.rows.property(name) ?? argumentOf(place.within, field);
  if (!property || field.resolve) throw new NotCompiled(`${type.name}.${name}`);
  return scalarText(field.type, property);
}

/** The JSON text of an object: all that is asked of it. */
export function compileObject(c: Compilation, type: GraphQLOutputType, nodes: Nodes, place: Place): JsonText {
  const object = objectType({ type });
  return objectOf(
    [...c.fields(object, nodes)].map(([name, below]) => [name, compileField(c, object, below, place)] as const),
  );
}

/** A field whose relation is declared: each kind of relation, in SQL. */
class OfField {
  readonly #c: Compilation;
  readonly #field: Field;
  readonly #nodes: Nodes;
  readonly #place: Place;

  constructor(c: Compilation, field: Field, nodes: Nodes, place: Place) {
    this.#c = c;
    this.#field = field;
    this.#nodes = nodes;
    this.#place = place;
  }

  by(relation: Relation | Connection | FacetField): JsonText {
    switch (relation.kind) {
      case 'one':
        return this.#one(relation);
      case 'many':
        return this.#many(relation);
      case 'lookup':
        return this.#lookup(relation);
      case 'expression':
        return this.#scalar(fill(relation.value, { self: this.#aliasOf(relation.of()) }));
      case 'aggregate':
        return this.#scalar(sql`(SELECT ${relation.value} FROM ${relation.from})`);
      case 'aggregateRow':
        return this.#aggregateRow(relation);
      case 'groups':
        return this.#groups(relation);
      case 'namespace':
        return this.#object({ rows: ROOT_ROWS, within: this.#arguments() });
      case 'facet':
        return this.#facet(relation);
      case 'connection':
        return compilePage(this.#c, this.#asked(relation), (type, nodes, place) =>
          compileObject(this.#c, type, nodes, place),
        );
    }
  }

  #one({ target, property }: OneBy): JsonText {
    const key = this.#place.rows.property(property);
    if (!key) throw new NotCompiled(property);
    return this.#row(target(), (alias) => sql`${raw(`${alias}.id`)} = ${key}`);
  }

  #lookup({ target, property }: Lookup): JsonText {
    const model = target();
    if (property === null) return this.#row(model, () => raw('true'));
    const { name, type } = columnOf(model, property);
    // Another argument leads elsewhere, such as to another moment.
    const others = this.#c.given(this.#field, this.#nodes, property);
    if (Object.values(others).some((each) => each != null)) throw new NotCompiled(this.#field.name);
    const asked = this.#arguments()[property];
    return this.#row(model, (alias) => sql`${raw(`${alias}.${name}`)} = ${value(asked)}::${raw(type)}`);
  }

  #many({ target, via, order, where = raw('true') }: Many): JsonText {
    const [alias, link, model] = [this.#c.alias('r'), this.#c.alias('j'), target()];
    const { from, on } = rowsVia(model, via, this.#place.rows.key, { target: alias, link });
    const item = this.#object({ rows: rowsOf(model, alias), within: {} });
    const array = arrayOf(item, order);
    return [this.#filled(sql`(SELECT ${array} FROM ${from} WHERE ${on} AND ${where})`, { self: alias, link })];
  }

  #aggregateRow({ from, columns }: AggregateRow): JsonText {
    const object = this.#object({ rows: derivedRows(columns, this.#place.rows.key), within: {} });
    // Where no column is asked for, nothing makes one row of them all.
    if (object.every((piece) => typeof piece === 'string')) return object;
    return [this.#filled(sql`(SELECT ${inSql(object)} FROM ${from})`)];
  }

  #groups({ from, columns, order }: Groups): JsonText {
    const names = Object.keys(columns);
    const list = Object.entries<Fragment>(columns).map(([name, column]) => sql`${column} AS ${raw(`"${name}"`)}`);
    const shown = Object.fromEntries(names.map((name) => [name, raw(`s."${name}"`)]));
    const item = this.#object({ rows: derivedRows(shown, raw('0')), within: {} });
    return [this.#filled(sql`(SELECT ${arrayOf(item, order)} FROM (SELECT ${join(list, ', ')} FROM ${from}) s)`)];
  }

  /** The row of a class that a condition holds for, as an object; null when there is none. */
  #row(model: Model, where: (alias: string) => Fragment): JsonText {
    const alias = this.#c.alias('r');
    const object = this.#object({ rows: rowsOf(model, alias), within: {} });
    const select = sql`SELECT ${inSql(object)} FROM ${raw(`${tableOf(model)} ${alias}`)} WHERE ${where(alias)}`;
    return selected(select, !isNonNullType(this.#field.type));
  }

  #asked(connection: Connection): AskedConnection {
    return { connection, field: this.#field, nodes: this.#nodes, parentKey: this.#place.rows.key };
  }

  #facet(declared: FacetField): JsonText {
    const { list } = this.#place;
    if (!list) throw new NotCompiled(this.#field.name);
    const asked = { declared, field: this.#field, nodes: this.#nodes, list };
    return compileFacet(this.#c, asked, (type, nodes, place) => compileObject(this.#c, type, nodes, place));
  }

  #object(place: Place): JsonText {
    return compileObject(this.#c, this.#field.type, this.#nodes, place);
  }

  #scalar(found: Fragment): JsonText {
    return scalarText(this.#field.type, this.#filled(found));
  }

  #filled(fragment: Fragment, aliases: { self?: string; link?: string } = {}): Fragment {
    return fill(fragment, { ...aliases, parent: this.#place.rows.key, arguments: this.#arguments() });
  }

  /** What the field is asked with, and the day that it is about. */
  #arguments(): Arguments {
    return dayOr(this.#c.today, { ...this.#place.within, ...this.#c.sent(this.#field, this.#nodes) });
  }

  #aliasOf(model: Model): string {
    const { row } = this.#place.rows;
    if (row?.model !== model) throw new NotCompiled(this.#field.name);
    return row.alias;
  }
}

/** What an object repeats of its own arguments. */
function argumentOf(within: Arguments, { name, type }: Field): Fragment | undefined {
  return name in within && String(getNamedType(type)) === 'Date' ? sql`${value(within[name])}::date` : undefined;
}

const KINDS = [
  'one',
  'many',
  'lookup',
  'expression',
  'aggregate',
  'aggregateRow',
  'groups',
  'namespace',
  'connection',
  'facet',
];

function isRelation(relation: unknown): relation is Relation | Connection | FacetField {
  return (
    typeof relation === 'object' && relation !== null && 'kind' in relation && KINDS.includes(String(relation.kind))
  );
}
