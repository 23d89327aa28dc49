import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { type FileDigest, withOutputFile } from '../publishing/exportsDirectory/outputFile.ts';
import { redactJson, redactValue, type SlugReplacements } from './redactValue.ts';
import type { Redacted, SearchTerms } from './SearchTerms.ts';

/**
 * Whether a file of a release contains data of the register as text. The other files are bundles of these, or contain declarations
 * of the software and checksums: they are written again.
 */
export function holdsRegisterData(path: string): boolean {
  return !/\.(?:sqlite|xlsx|zip)$|^(?:dataset|datapackage|release)\.json$|^catalog\.|\.schema\.json$|^(?:README\.md|LISEZMOI\.txt|ERRATUM\.md|SHA256SUMS)$/.test(
    basename(path),
  );
}

/** Streams a file in redacted chunks, with constant memory. */
export async function* redactChunks(
  path: string,
  terms: SearchTerms,
  slugs: SlugReplacements,
): AsyncGenerator<Redacted> {
  const redact = redactorOf(path);
  const csv = path.endsWith('.csv');
  let rest = '';
  for await (const piece of createReadStream(path, { encoding: 'utf8', highWaterMark: 256 * 1024 })) {
    rest += String(piece);
    const end = csv ? endOfLastRow(rest) : rest.lastIndexOf('\n') + 1;
    if (end > 0) yield redact(terms, rest.slice(0, end), slugs);
    rest = rest.slice(end);
  }
  if (rest !== '') yield redact(terms, rest, slugs);
}

/** Writes a redacted copy of a file. */
export function redactFile(
  from: string,
  to: string,
  terms: SearchTerms,
  slugs: SlugReplacements,
  modified: Date,
): Promise<FileDigest> {
  return withOutputFile(to, modified, async (file) => {
    for await (const { text } of redactChunks(from, terms, slugs)) await file.write(text);
    return file.finish();
  });
}

type Redactor = (terms: SearchTerms, piece: string, slugs: SlugReplacements) => Redacted;

function redactorOf(path: string): Redactor {
  if (path.endsWith('.tableur.csv')) return cellRedactor(/"(?:[^"]|"")*"|[^;"\r\n\ufeff][^;\r\n]*/g);
  if (path.endsWith('.csv')) return cellRedactor(/"(?:[^"]|"")*"|[^,"\n][^,\n]*/g);
  return /\.json(?:ld)?$/.test(path)
    ? redactJson
    : (terms, piece) => redactEach(piece, /[^\n]+/g, (line) => terms.redact(line));
}

function cellRedactor(pattern: RegExp): Redactor {
  return (terms, piece, slugs) =>
    redactEach(piece, pattern, (cell) => {
      const quoted = cell.startsWith('"');
      const { text, count } = redactValue(terms, quoted ? cell.slice(1, -1).replaceAll('""', '"') : cell, slugs);
      return { text: quoted ? `"${text.replaceAll('"', '""')}"` : text, count };
    });
}

function redactEach(piece: string, pattern: RegExp, redact: (part: string) => Redacted): Redacted {
  let count = 0;
  const text = piece.replaceAll(pattern, (part) => {
    const redacted = redact(part);
    count += redacted.count;
    return redacted.count === 0 ? part : redacted.text;
  });
  return { text, count };
}

/** The end of the last complete row. A line end within quotes does not end a row. */
function endOfLastRow(text: string): number {
  let quoted = false;
  let end = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) quoted = !quoted;
    else if (code === LF && !quoted) end = at + 1;
  }
  return end;
}

const QUOTE = 0x22;
const LF = 0x0a;
