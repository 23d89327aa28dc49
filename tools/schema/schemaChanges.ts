import { type Change, CriticalityLevel, DiffRule, diff } from '@graphql-inspector/core';
import type { ASTNode, DirectiveNode, GraphQLSchema } from 'graphql';
import { buildASTSchema, buildSchema, Kind, parse, visit } from 'graphql';

/** What became of the promises of a schema since it was released, in sentences. */
export interface SchemaChanges {
  /** Would break a client that keeps to what was released. */
  readonly breaking: readonly string[];
  /** May surprise one, such as a new value of an enum. */
  readonly dangerous: readonly string[];
  readonly others: readonly string[];
}

/**
 * Compares a schema with the released one. What was released as deprecated until a day that has passed is no longer
 * promised: it may go, with the types that nothing else leads to.
 * @param today - the day of the comparison, YYYY-MM-DD.
 */
export async function schemaChanges(released: string, present: string, today: string): Promise<SchemaChanges> {
  const [after, rules] = [buildSchema(present), [DiffRule.safeUnreachable]];
  const changes = await diff(buildSchema(released), after, rules);
  return {
    breaking: of(await diff(stillPromised(released, today), after, rules), CriticalityLevel.Breaking),
    dangerous: of(changes, CriticalityLevel.Dangerous),
    others: of(changes, CriticalityLevel.NonBreaking),
  };
}

function of(changes: readonly Change[], level: CriticalityLevel): string[] {
  return changes
    .filter(({ criticality }) => criticality.level === level)
    .map(({ path, message }) => (path === undefined ? message : `${path}: ${message}`));
}

function stillPromised(released: string, today: string): GraphQLSchema {
  const document = visit(parse(released), {
    enter: (node: ASTNode) => ('directives' in node && node.directives?.some(hasExpired(today)) ? null : undefined),
  });
  return buildASTSchema(document);
}

/** Reads the day that `npm run lint:schema` asks for in the reason of every deprecation. */
function hasExpired(today: string): (directive: DirectiveNode) => boolean {
  return ({ name, arguments: given = [] }) => {
    const reason = given.find((argument) => argument.name.value === 'reason')?.value;
    if (name.value !== 'deprecated' || reason?.kind !== Kind.STRING) return false;
    const [day] = /\b\d{4}-\d{2}-\d{2}\b/.exec(reason.value) ?? [];
    return day !== undefined && day < today;
  };
}
