/**
 * A part of an SQL statement: text with placeholders. Several statements can include the same fragment: a batch of a DataLoader, a
 * page, an export, a compiled query.
 */
export interface Fragment {
  readonly parts: readonly (string | Placeholder)[];
}

export type Placeholder =
  /** The alias of the table that the fragment reads. */
  | { readonly placeholder: 'self' }
  /** The alias of the join table between that table and its parent. */
  | { readonly placeholder: 'link' }
  /** The key of the parent row of a relation. */
  | { readonly placeholder: 'parent' }
  /** An argument of the GraphQL field, by name. It becomes a parameter of the statement. */
  | { readonly placeholder: 'argument'; readonly name: string }
  /** A value, which becomes a parameter of the statement. */
  | { readonly placeholder: 'value'; readonly value: unknown };

export const self: Placeholder = { placeholder: 'self' };
export const link: Placeholder = { placeholder: 'link' };
export const parent: Placeholder = { placeholder: 'parent' };
export const argument = (name: string): Placeholder => ({ placeholder: 'argument', name });
export const value = (given: unknown): Placeholder => ({ placeholder: 'value', value: given });

/**
 * Creates a fragment from a template. It takes placeholders, {@link value}s and other fragments, but no strings, so that no input
 * becomes SQL by accident.
 */
export function sql(strings: TemplateStringsArray, ...inserted: (Placeholder | Fragment)[]): Fragment {
  const parts: (string | Placeholder)[] = [];
  strings.forEach((text, at) => {
    parts.push(text);
    const part = inserted[at];
    if (part !== undefined) parts.push(...('parts' in part ? part.parts : [part]));
  });
  return { parts };
}

/** A fragment of plain SQL text. The text must come from the program, never from a request. */
export function raw(text: string): Fragment {
  return { parts: [text] };
}

/** A constant of the program as an SQL literal. Never pass it a value from a request. */
export function literal(text: string): Fragment {
  return raw(`'${text.replaceAll("'", "''")}'`);
}

/** A {@link literal} that is compared and sorted by code point. */
export function codePointLiteral(text: string): Fragment {
  return sql`${literal(text)} COLLATE "C"`;
}

/** The condition that all conditions hold. Without conditions, it holds. */
export function allOf(conditions: readonly Fragment[]): Fragment {
  return conditions.length === 0 ? raw('true') : join(conditions, ' AND ');
}

/** Concatenates fragments with a separator. */
export function join(fragments: readonly Fragment[], separator: string): Fragment {
  return { parts: fragments.flatMap((fragment, at) => (at === 0 ? fragment.parts : [separator, ...fragment.parts])) };
}

/** The replacements of placeholders. */
export interface PlaceholderValues {
  self?: string;
  link?: string;
  parent?: string | Fragment;
  arguments?: Readonly<Record<string, unknown>>;
}

/** Replaces the placeholders that `values` has, and keeps the others. */
export function fill(fragment: Fragment, values: PlaceholderValues): Fragment {
  return {
    parts: fragment.parts.flatMap((part) => {
      if (typeof part === 'string' || part.placeholder === 'value') return part;
      if (part.placeholder === 'argument') {
        return values.arguments && part.name in values.arguments ? value(values.arguments[part.name]) : part;
      }
      const filled = values[part.placeholder] ?? part;
      return typeof filled === 'object' && 'parts' in filled ? filled.parts : filled;
    }),
  };
}

/** A statement for the driver: text with $1, $2… and their values. */
export interface Statement {
  text: string;
  values: unknown[];
}

/** Converts a fragment to a statement. All placeholders other than values must be replaced. Equal values share a parameter. */
export function statement(fragment: Fragment): Statement {
  const values: unknown[] = [];
  const text = fragment.parts.map((part) => {
    if (typeof part === 'string') return part;
    if (part.placeholder !== 'value')
      throw new Error(`the fragment has an unreplaced placeholder: ${part.placeholder}`);
    const index = values.indexOf(part.value);
    return `$${index === -1 ? values.push(part.value) : index + 1}`;
  });
  return { text: text.join(''), values };
}

/** Converts `updatedAt` to `updated_at`. */
export function snakeCase(camelCase: string): string {
  return camelCase.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
