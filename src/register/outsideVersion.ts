/**
 * What a GraphQL type wears when its objects change without a change of the register, as releases and publications do:
 * `@Extensions(OUTSIDE_VERSION)`. Answers that show it are not kept by the version of the register.
 */
export const OUTSIDE_VERSION = { outsideVersion: true } as const;
