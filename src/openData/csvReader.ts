/**
 * Reads CSV as `toCsv` writes it (comma, LF, quotes doubled within quotes), whatever the pieces that it comes in.
 * Rows come in batches: never more than a piece of the file is in memory.
 */
export async function* csvRows(pieces: AsyncIterable<string> | Iterable<string>): AsyncGenerator<string[][]> {
  let rest = '';
  for await (const piece of pieces) {
    const text = rest + piece;
    const rows: string[][] = [];
    rest = text.slice(readRows(text, rows));
    if (rows.length > 0) yield rows;
  }
  if (rest !== '') throw new Error('the CSV ends within a row');
}

const COMMA = 0x2c;
const QUOTE = 0x22;
const LF = 0x0a;

/** Adds the rows that are whole to `rows`, and returns where the one that is not begins. */
function readRows(text: string, rows: string[][]): number {
  let start = 0;
  while (start < text.length) {
    const row: string[] = [];
    const end = readRow(text, start, row);
    if (end === null) break;
    rows.push(row);
    start = end;
  }
  return start;
}

/** Where the row ends, or null when the rest of it has not come yet. */
function readRow(text: string, start: number, row: string[]): number | null {
  let at = start;
  for (;;) {
    const end = text.charCodeAt(at) === QUOTE ? readQuoted(text, at, row) : readPlain(text, at, row);
    if (end === null || end >= text.length) return null;
    if (text.charCodeAt(end) === LF) return end + 1;
    at = end + 1;
  }
}

function readPlain(text: string, start: number, row: string[]): number | null {
  for (let at = start; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === COMMA || code === LF) {
      row.push(text.slice(start, at));
      return at;
    }
  }
  return null;
}

function readQuoted(text: string, start: number, row: string[]): number | null {
  let cell = '';
  for (let from = start + 1; ; ) {
    const quote = text.indexOf('"', from);
    // The character after a quote says what it is: it may still be to come.
    if (quote === -1 || quote + 1 === text.length) return null;
    if (text.charCodeAt(quote + 1) !== QUOTE) {
      row.push(cell + text.slice(from, quote));
      return quote + 1;
    }
    cell += text.slice(from, quote + 1);
    from = quote + 2;
  }
}
