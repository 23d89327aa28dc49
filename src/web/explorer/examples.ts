import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../config/packageRoot.ts';
import { typeset } from '../site/french.ts';
import { type Html, html } from '../site/html.ts';
import { API_PATH, EXPLORER_PATH, type Site } from '../site/Site.ts';
import type { ExplorerLink } from './explorerLink.ts';

/** An example query. */
export interface Example {
  /** The name of its files in `examples/documents/`. */
  readonly slug: string;
  /** The title of the example: the French question that the query answers. */
  readonly question: string;
  /** The text of the file: the title as a comment, then the operation. */
  readonly document: string;
  readonly variables: Readonly<Record<string, unknown>>;
  /** The response with the reference data. */
  readonly response: unknown;
}

export const EXAMPLES_FOLDER = join(packageRoot, 'examples', 'documents');

const EXTENSION = '.graphql';

/** All examples, by slug. */
export const EXAMPLES: readonly Example[] = readdirSync(EXAMPLES_FOLDER)
  .filter((file) => file.endsWith(EXTENSION))
  .sort()
  .map((file) => readExample(file.slice(0, -EXTENSION.length)));

/** The exact texts of the files, so that `sha256sum` of a file returns its persisted document ID. */
export const EXAMPLE_TEXTS: readonly string[] = EXAMPLES.map(({ document }) => document);

export function exampleOf(slug: string): Example | null {
  return EXAMPLES.find((example) => example.slug === slug) ?? null;
}

/** The path of the explorer with an example. */
export function explorerPath({ slug }: Example): string {
  return `${EXPLORER_PATH}?${new URLSearchParams({ example: slug })}`;
}

/** The path of the response to a query, as JSON in a browser too. */
export function responsePath({ query, variables }: Pick<ExplorerLink, 'query' | 'variables'>): string {
  const parameters = new URLSearchParams({ query });
  if (variables !== '') parameters.set('variables', variables);
  parameters.set('format', 'json');
  return `${API_PATH}?${parameters}`;
}

/** The path of the response to an example. */
export function examplePath({ document, variables }: Example): string {
  const query = document
    .replace(/^#.*\n/, '')
    .replace(/\s+/g, ' ')
    .trim();
  return responsePath({ query, variables: Object.keys(variables).length > 0 ? JSON.stringify(variables) : '' });
}

/** A list of links to examples, by default in the explorer. */
export function exampleLinks(site: Site, examples: readonly Example[], pathOf = explorerPath): Html {
  return html`<ul>${examples.map(
    (example) => html`
<li><a href="${site.link(pathOf(example))}">${typeset(example.question)}</a></li>`,
  )}
</ul>`;
}

function readExample(slug: string): Example {
  const document = readFileSync(join(EXAMPLES_FOLDER, `${slug}${EXTENSION}`), 'utf8');
  const [, question] = /^# (.+)\n/.exec(document) ?? [];
  if (question === undefined) throw new Error(`${slug}${EXTENSION} does not begin with its question`);
  const { variables = {}, response }: { variables?: Record<string, unknown>; response?: unknown } = JSON.parse(
    readFileSync(join(EXAMPLES_FOLDER, `${slug}.json`), 'utf8'),
  );
  return { slug, question, document, variables, response };
}
