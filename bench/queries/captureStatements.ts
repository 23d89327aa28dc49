import { appendFileSync } from 'node:fs';
import pg from 'pg';

/** A SQL statement as the server sent it. */
export interface CapturedStatement {
  text: string;
  values: unknown[];
}

/**
 * Loaded before a server (`node --import`): appends every statement that the server sends to the file in CAPTURE_FILE.
 * Plans are therefore those of the real statements, whatever module sends them.
 */
const file = process.env.CAPTURE_FILE;
if (file) {
  const { query } = pg.Client.prototype;
  pg.Client.prototype.query = function capturingQuery(this: pg.Client, ...given: unknown[]) {
    const statement = capturedStatement(given);
    if (statement) appendFileSync(file, `${JSON.stringify(statement)}\n`);
    return Reflect.apply(query, this, given);
  };
}

/** Reads the arguments `query(text, values)` or `query({ text, values })`. */
function capturedStatement([first, second]: unknown[]): CapturedStatement | null {
  if (typeof first === 'string') return { text: first, values: Array.isArray(second) ? second : [] };
  if (typeof first !== 'object' || first === null || !('text' in first) || typeof first.text !== 'string') return null;
  const values = 'values' in first && Array.isArray(first.values) ? first.values : [];
  return { text: first.text, values };
}
