import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Pool } from 'pg';
import { packageRoot } from '../../config/packageRoot.ts';
import { typeset } from '../site/french.ts';
import { type Html, html } from '../site/html.ts';
import { API_PATH, EXPLORER_PATH, type Site } from '../site/Site.ts';
import { chooseVariables, type Variables } from './exampleVariables.ts';
import type { ExplorerLink } from './explorerLink.ts';

/** An example query. */
export interface Example {
  /** The name of its files in `examples/documents/`. */
  readonly slug: string;
  /** The title of the example: the French question that the query answers. */
  readonly question: string;
  /** A French sentence about the response. */
  readonly sentence: string;
  /** The text of the file: the title and the sentence as comments, then the operation. */
  readonly document: string;
  /** The variables for the reference data. */
  readonly variables: Variables;
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

/** An example with the variables for the present register. */
export interface PresentExample extends Example {
  /** Whether the register has what the example requires. Otherwise, the variables are those for the reference data. */
  readonly isAnswered: boolean;
}

/** All examples with the variables for the present register. */
export async function readExamples(pool: Pool): Promise<readonly PresentExample[]> {
  const chosen = await chooseVariables(pool);
  return EXAMPLES.map((example) => ({
    ...example,
    variables: chosen.get(example.slug) ?? example.variables,
    isAnswered: chosen.get(example.slug) !== null,
  }));
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
    .replace(/^(?:#.*\n)+/, '')
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
  const [, question, sentence] = /^# (.+)\n# (.+)\n/.exec(document) ?? [];
  if (question === undefined || sentence === undefined)
    throw new Error(`${slug}${EXTENSION} does not begin with its question and its sentence`);
  const { variables = {}, response }: { variables?: Variables; response?: unknown } = JSON.parse(
    readFileSync(join(EXAMPLES_FOLDER, `${slug}.json`), 'utf8'),
  );
  return { slug, question, sentence, document, variables, response };
}
