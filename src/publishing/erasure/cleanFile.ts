import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { cleanJson, cleanValue, type Renamed } from './cleanValue.ts';
import type { Cleaned, SearchTerms } from './SearchTerms.ts';

/**
 * Whether a file of a release holds what the register held. The others are made of the declarations of the software
 * and of sums, which are computed again.
 */
export function isData(path: string): boolean {
  return !/^(?:dataset|datapackage|release)\.json$|^catalog\.|\.schema\.json$|^(?:README\.md|LISEZMOI\.txt|ERRATUM\.md|SHA256SUMS)$/.test(
    basename(path),
  );
}

/** A file in pieces, each without the search terms. A few pieces at most are in memory. */
export async function* cleanPieces(path: string, terms: SearchTerms, renamed: Renamed): AsyncGenerator<Cleaned> {
  const clean = cleanerOf(path);
  const csv = path.endsWith('.csv');
  let rest = '';
  for await (const piece of createReadStream(path, { encoding: 'utf8', highWaterMark: 256 * 1024 })) {
    rest += String(piece);
    const end = csv ? endOfRows(rest) : rest.lastIndexOf('\n') + 1;
    if (end > 0) yield clean(terms, rest.slice(0, end), renamed);
    rest = rest.slice(end);
  }
  if (rest !== '') yield clean(terms, rest, renamed);
}

type Clean = (terms: SearchTerms, piece: string, renamed: Renamed) => Cleaned;

function cleanerOf(path: string): Clean {
  if (path.endsWith('.tableur.csv')) return cells(/"(?:[^"]|"")*"|[^;"\r\n\ufeff][^;\r\n]*/g);
  if (path.endsWith('.csv')) return cells(/"(?:[^"]|"")*"|[^,"\n][^,\n]*/g);
  return /\.json(?:ld)?$/.test(path)
    ? cleanJson
    : (terms, piece) => each(piece, /[^\n]+/g, (line) => terms.without(line));
}

function cells(pattern: RegExp): Clean {
  return (terms, piece, renamed) =>
    each(piece, pattern, (cell) => {
      const quoted = cell.startsWith('"');
      const { text, count } = cleanValue(terms, quoted ? cell.slice(1, -1).replaceAll('""', '"') : cell, renamed);
      return { text: quoted ? `"${text.replaceAll('"', '""')}"` : text, count };
    });
}

function each(piece: string, pattern: RegExp, clean: (part: string) => Cleaned): Cleaned {
  let count = 0;
  const text = piece.replaceAll(pattern, (part) => {
    const cleaned = clean(part);
    count += cleaned.count;
    return cleaned.count === 0 ? part : cleaned.text;
  });
  return { text, count };
}

/** Where the last whole row ends: a line end within quotes ends none. */
function endOfRows(text: string): number {
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
