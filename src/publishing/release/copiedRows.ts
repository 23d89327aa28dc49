import type { PoolClient } from 'pg';
import { escapeLiteral } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import type { Fragment } from '../../sql/sql.ts';
import type { TextRow } from './textRow.ts';

/**
 * The rows of a SELECT as `COPY … TO STDOUT` gives them: PostgreSQL goes on while these are written, which a cursor does
 * not let it do. Whoever leaves before the last row leaves a client that can't be used any more.
 */
export async function* copiedRows(client: PoolClient, select: Fragment): AsyncGenerator<TextRow[]> {
  const source = client.query(copyTo(`COPY (${withLiterals(select)}) TO STDOUT`, { highWaterMark: AHEAD }));
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of source) {
    const received: Buffer = chunk;
    const bytes = rest.length > 0 ? Buffer.concat([rest, received]) : received;
    const end = bytes.lastIndexOf(LF) + 1;
    rest = bytes.subarray(end);
    if (end > 0) yield rowsOf(bytes.toString('utf8', 0, end - 1));
  }
  if (rest.length > 0) throw new Error('COPY ended within a row');
}

// Twice what a socket gives at once: more is memory, and is not faster (bench/release.ts).
const AHEAD = 128 * 1024;
const LF = 0x0a;

/** `COPY` takes no parameters. */
function withLiterals({ parts }: Fragment): string {
  return parts
    .map((part) => {
      if (typeof part === 'string') return part;
      if (part.hole === 'value' && typeof part.value === 'string') return escapeLiteral(part.value);
      throw new Error(`COPY can't be given a ${part.hole} that is no text`);
    })
    .join('');
}

/** https://www.postgresql.org/docs/current/sql-copy.html#SQL-COPY-FILE-FORMATS-TEXT */
function rowsOf(text: string): TextRow[] {
  const isPlain = !text.includes('\\');
  return text.split('\n').map((line) => {
    const cells = line.split('\t');
    return isPlain || !line.includes('\\') ? cells : cells.map(unescaped);
  });
}

function unescaped(cell: string): string | null {
  if (cell === '\\N') return null;
  return cell.includes('\\') ? cell.replace(/\\(.)/g, (_, letter: string) => ESCAPES[letter] ?? letter) : cell;
}

const ESCAPES: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' };
