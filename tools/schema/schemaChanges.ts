import { type Change, ChangeType, CriticalityLevel, DiffRule, diff } from '@graphql-inspector/core';
import type { ASTNode, DirectiveNode, GraphQLSchema } from 'graphql';
import { buildASTSchema, buildSchema, Kind, parse, visit } from 'graphql';

/** A change of one element of the schema. */
export interface SchemaChange {
  /** The path of the element, such as `Query.startup.slug`. */
  readonly path: string;
  readonly sentence: string;
}

/** The changes of a schema since its release. Changes of descriptions are left out. */
export interface SchemaChanges {
  /** Changes that break a client of the released schema. */
  readonly breaking: readonly SchemaChange[];
  /** Changes that may surprise a client, such as a new enum value. */
  readonly dangerous: readonly SchemaChange[];
  readonly others: readonly SchemaChange[];
}

/**
 * Compares a schema with the released one. Elements that were released as deprecated until a past day may be removed,
 * with the types that become unreachable.
 * @param today - the day of the comparison, YYYY-MM-DD.
 */
export async function schemaChanges(released: string, present: string, today: string): Promise<SchemaChanges> {
  const [after, rules] = [buildSchema(present), [DiffRule.safeUnreachable]];
  const changes = await diff(buildSchema(released), after, rules);
  const promised = await diff(stillPromised(released, today), after, rules);
  return {
    breaking: of(promised, CriticalityLevel.Breaking),
    dangerous: of(changes, CriticalityLevel.Dangerous),
    others: of(changes, CriticalityLevel.NonBreaking),
  };
}

function of(changes: readonly Change[], level: CriticalityLevel): SchemaChange[] {
  return changes
    .filter(({ criticality, type }) => criticality.level === level && !isOfDescription(type))
    .map(({ path = '', message }) => ({ path, sentence: message }));
}

function isOfDescription(type: string): boolean {
  return Object.values(ChangeType).some((each) => each === type && /DESCRIPTION/.test(each));
}

function stillPromised(released: string, today: string): GraphQLSchema {
  const document = visit(parse(released), {
    enter: (node: ASTNode) => ('directives' in node && node.directives?.some(hasExpired(today)) ? null : undefined),
  });
  return buildASTSchema(document);
}

/** Reads the day in the reason of a deprecation, which `npm run lint:schema` requires. */
function hasExpired(today: string): (directive: DirectiveNode) => boolean {
  return ({ name, arguments: given = [] }) => {
    const reason = given.find((argument) => argument.name.value === 'reason')?.value;
    if (name.value !== 'deprecated' || reason?.kind !== Kind.STRING) return false;
    const [day] = /\b\d{4}-\d{2}-\d{2}\b/.exec(reason.value) ?? [];
    return day !== undefined && day < today;
  };
}
