import { type DocumentNode, parse, print } from 'graphql';

/** A query with its variables as JSON text. */
export interface EditorContent {
  readonly query: string;
  readonly variables: string;
  readonly operationName: string | null;
}

/** The JSON of the page. `explorerPage.ts` writes it. */
interface PageData {
  /** The path of the API. */
  readonly api: string;
  /** Whether the URL has a query or an example. */
  readonly isLinked: boolean;
  /** The query of the URL, or the one of a first visit. */
  readonly opened: EditorContent;
  /** The examples by slug, with their French sentence. */
  readonly examples: Readonly<Record<string, EditorContent & { readonly sentence: string }>>;
}

export const PAGE: PageData = JSON.parse(document.getElementById('explorateur')?.textContent ?? '');

/** The content with its query and variables on several lines. */
export function readable({ query, variables, operationName }: EditorContent): EditorContent {
  const document = query.includes('\n') ? null : parsed(query);
  return { query: document ? print(document) : query.trimEnd(), variables: indented(variables || '{}'), operationName };
}

/** The syntax tree of a query; null if it has a syntax error, which the editor marks. */
export function parsed(query: string): DocumentNode | null {
  try {
    return parse(query);
  } catch {
    return null;
  }
}

/** Leaves a text that is not JSON, and numbers that would lose digits, as they are. */
function indented(json: string): string {
  try {
    const value: unknown = JSON.parse(json);
    const compact = (text: string) => text.replaceAll(/\s/g, '');
    const isSame = compact(JSON.stringify(value)) === compact(json);
    return isSame ? JSON.stringify(value, null, 2) : json;
  } catch {
    return json;
  }
}
