import { appendFileSync } from 'node:fs';
import pg from 'pg';

/** A statement as it was sent. */
export interface Sent {
  text: string;
  values: unknown[];
}

/**
 * Loaded before a server (`node --import`), writes every statement that it sends to the file in CAPTURE_FILE: what the
 * plans are made of is what is really sent, whatever part of the server sends it.
 */
const file = process.env.CAPTURE_FILE;
if (file) {
  const { query } = pg.Client.prototype;
  pg.Client.prototype.query = function captured(this: pg.Client, ...given: unknown[]) {
    const sent = sentOf(given);
    if (sent) appendFileSync(file, `${JSON.stringify(sent)}\n`);
    return Reflect.apply(query, this, given);
  };
}

/** As `query(text, values)` or `query({ text, values })`. */
function sentOf([first, second]: unknown[]): Sent | null {
  if (typeof first === 'string') return { text: first, values: Array.isArray(second) ? second : [] };
  if (typeof first !== 'object' || first === null || !('text' in first) || typeof first.text !== 'string') return null;
  const values = 'values' in first && Array.isArray(first.values) ? first.values : [];
  return { text: first.text, values };
}
