/**
 * SQL as data. A {@link Fragment} is text with holes; it is written once, in a declaration, and put into whatever
 * statement needs it: a batch of a DataLoader, a page, an export, a compiled query.
 */
export interface Fragment {
  readonly parts: readonly (string | Placeholder)[];
}

type Placeholder =
  /** The alias of the table of the fragment. */
  | { readonly placeholder: 'self' }
  /** The alias of the join table that leads to it. */
  | { readonly placeholder: 'link' }
  /** The key of the row that the relation starts from. */
  | { readonly placeholder: 'parent' }
  /** An argument of the field, by name: always sent as a parameter. */
  | { readonly placeholder: 'argument'; readonly name: string }
  /** A value known now: always sent as a parameter. */
  | { readonly placeholder: 'value'; readonly value: unknown };

export const self: Placeholder = { placeholder: 'self' };
export const link: Placeholder = { placeholder: 'link' };
export const parent: Placeholder = { placeholder: 'parent' };
export const argument = (name: string): Placeholder => ({ placeholder: 'argument', name });
export const value = (given: unknown): Placeholder => ({ placeholder: 'value', value: given });

/** Writes a fragment. Holes are markers, {@link value}s or other fragments; a plain text can't be put in by accident. */
export function sql(strings: TemplateStringsArray, ...holes: (Placeholder | Fragment)[]): Fragment {
  const parts: (string | Placeholder)[] = [];
  strings.raw.forEach((text, at) => {
    parts.push(text);
    const hole = holes[at];
    if (hole !== undefined) parts.push(...('parts' in hole ? hole.parts : [hole]));
  });
  return { parts };
}

/** Text that is SQL: names and lists from declarations of the program, never from a request. */
export function raw(text: string): Fragment {
  return { parts: [text] };
}

/** Fragments one after the other. */
export function join(fragments: readonly Fragment[], separator: string): Fragment {
  return { parts: fragments.flatMap((fragment, at) => (at === 0 ? fragment.parts : [separator, ...fragment.parts])) };
}

/** Values for the holes of a fragment. */
export interface PlaceholderValues {
  self?: string;
  link?: string;
  parent?: string | Fragment;
  arguments?: Readonly<Record<string, unknown>>;
}

/** Fills the holes that `filling` names, and leaves the others. */
export function fill(fragment: Fragment, filling: PlaceholderValues): Fragment {
  return {
    parts: fragment.parts.flatMap((part) => {
      if (typeof part === 'string' || part.placeholder === 'value') return part;
      if (part.placeholder === 'argument') {
        return filling.arguments && part.name in filling.arguments ? value(filling.arguments[part.name]) : part;
      }
      const filled = filling[part.placeholder] ?? part;
      return typeof filled === 'object' && 'parts' in filled ? filled.parts : filled;
    }),
  };
}

/** A statement as the driver takes it: text with $1, $2… and their values. */
export interface Statement {
  text: string;
  values: unknown[];
}

/** The statement of a fragment without open holes. Equal values share a parameter. */
export function statement(fragment: Fragment): Statement {
  const values: unknown[] = [];
  const text = fragment.parts.map((part) => {
    if (typeof part === 'string') return part;
    if (part.placeholder !== 'value') throw new Error(`the fragment still has a hole for ${part.placeholder}`);
    const known = values.indexOf(part.value);
    return `$${known === -1 ? values.push(part.value) : known + 1}`;
  });
  return { text: text.join(''), values };
}

/** `updatedAt` → `updated_at`. */
export function snakeCase(camelCase: string): string {
  return camelCase.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
