/** A document for people, which is written as Markdown (`toMarkdown`) and as plain text (`toPlainText`). */
export type TextDocument = readonly Block[];

export type Block =
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3; readonly text: Prose }
  | { readonly kind: 'paragraph'; readonly text: Prose }
  | { readonly kind: 'list'; readonly items: readonly Prose[] }
  | { readonly kind: 'preformatted'; readonly text: string }
  | { readonly kind: 'table'; readonly header: readonly string[]; readonly rows: readonly (readonly Prose[])[] };

/** A text on one line, in parts: plain text, names of the files (code) and links. */
export type Prose = readonly Span[];
type Span = string | { readonly code: string } | { readonly link: string; readonly text: string };

/** A text whose names between grave accents are code. Only for texts of the program: those of declarations are plain. */
export function prose(text: string, ...more: Prose): Prose {
  const parts = text.split('`').map((part, at) => (at % 2 === 1 ? { code: part } : part));
  return [...parts.filter((part) => part !== ''), ...more];
}

export function heading(level: 1 | 2 | 3, ...text: Prose): Block {
  return { kind: 'heading', level, text };
}

export function paragraph(...text: Prose): Block {
  return { kind: 'paragraph', text };
}
