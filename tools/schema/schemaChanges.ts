import { type Change, CriticalityLevel, DiffRule, diff } from '@graphql-inspector/core';
import type { ASTNode, DirectiveNode, GraphQLSchema } from 'graphql';
import { buildASTSchema, buildSchema, Kind, parse, visit } from 'graphql';

/** The changes of a schema since its release, as sentences. */
export interface SchemaChanges {
  /** Changes that break a client of the released schema. */
  readonly breaking: readonly string[];
  /** Breaking changes that were accepted. */
  readonly accepted: readonly string[];
  /** The paths of accepted changes that do not break a client. */
  readonly unused: readonly string[];
  /** Changes that may surprise a client, such as a new enum value. */
  readonly dangerous: readonly string[];
  readonly others: readonly string[];
}

/**
 * Compares a schema with the released one. Elements that were released as deprecated until a past day may be removed,
 * with the types that become unreachable.
 * @param today - the day of the comparison, YYYY-MM-DD.
 * @param acceptedPaths - the paths of the breaking changes that the next minor version before 1.0.0 makes.
 */
export async function schemaChanges(
  released: string,
  present: string,
  today: string,
  acceptedPaths: readonly string[] = [],
): Promise<SchemaChanges> {
  const [after, rules] = [buildSchema(present), [DiffRule.safeUnreachable]];
  const changes = await diff(buildSchema(released), after, rules);
  const promised = await diff(stillPromised(released, today), after, rules);
  const isBreaking = ({ criticality }: Change) => criticality.level === CriticalityLevel.Breaking;
  const isAccepted = ({ path }: Change) => path !== undefined && acceptedPaths.includes(path);
  const accepted = promised.filter((change) => isBreaking(change) && isAccepted(change));
  return {
    breaking: of(
      promised.filter((change) => !isAccepted(change)),
      CriticalityLevel.Breaking,
    ),
    accepted: of(accepted, CriticalityLevel.Breaking),
    unused: acceptedPaths.filter((path) => !accepted.some((change) => change.path === path)),
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

/** Reads the day in the reason of a deprecation, which `npm run lint:schema` requires. */
function hasExpired(today: string): (directive: DirectiveNode) => boolean {
  return ({ name, arguments: given = [] }) => {
    const reason = given.find((argument) => argument.name.value === 'reason')?.value;
    if (name.value !== 'deprecated' || reason?.kind !== Kind.STRING) return false;
    const [day] = /\b\d{4}-\d{2}-\d{2}\b/.exec(reason.value) ?? [];
    return day !== undefined && day < today;
  };
}
