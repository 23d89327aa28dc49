import { ERRORS } from '../../src/errors/errors.ts';
import { markdownTable, page } from './page.ts';

/** `docs/errors.md`. */
export async function errorsPage(): Promise<string> {
  const rows = Object.entries(ERRORS).map(([code, { status, meaning, sentence }]) => [
    `\`${code}\``,
    String(status),
    meaning,
    // Each fact is shown by its name: the sentences have no other form than the one in the table.
    String(sentence(new Proxy({}, { get: (_facts, name) => shown(String(name)) }) as never)),
  ]);
  return page(
    'Errors',
    'src/errors/errors.ts',
    [
      'Every refusal of the register, on GraphQL, on HTTP and on the command line. In GraphQL the code is in',
      '`extensions.code`, in the JSON of other paths too; on the command line the sentence goes to standard error and the',
      'command exits with 1. The HTTP status is the one of the answer when the whole request is refused. `‹name›` stands',
      'for a fact of the case.',
    ],
    markdownTable(['Code', 'HTTP', 'Meaning', 'Sentence'], rows),
  );
}

// Some facts are lists: one of one item reads the same as that item, and like a list too.
function shown(name: string): object[] {
  return [Object.assign(new String(`‹${name}›`), { path: '‹path›', problem: '‹problem›' })];
}
