import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PRIVATE_FILE } from '../files/privateDirectory.ts';

/** Rows in order, which can be read several times. */
export interface Rows<T> extends Iterable<T> {
  readonly length: number;
}

/** Rows to which others can be added, such as an array. */
export interface RowList<T> extends Rows<T> {
  push(row: T): unknown;
}

/** Creates an empty list. */
export type NewList = <T>() => RowList<T>;

/** The rows that `change` returns for each row, computed whenever they are read. */
export function changeRows<T>(rows: Rows<T>, change: (row: T) => readonly T[]): Rows<T> {
  let length = 0;
  for (const row of rows) length += change(row).length;
  return {
    length,
    *[Symbol.iterator]() {
      for (const row of rows) yield* change(row);
    },
  };
}

/**
 * A temporary file of lists of JSON rows, so that memory does not grow with the size of an import. The file has no name, because its
 * rows may be personal data: no other process can open it, and it ends with this process.
 */
export class RowFile {
  readonly #file: number;
  #size = 0;

  constructor() {
    const folder = mkdtempSync(join(tmpdir(), 'registre-import-'));
    try {
      this.#file = openSync(join(folder, 'rows'), 'wx+', PRIVATE_FILE);
    } finally {
      rmSync(folder, { recursive: true });
    }
  }

  readonly newList: NewList = <T>() => new StoredRows<T>(this);

  /** Appends bytes, and returns their position. */
  append(bytes: Buffer): number {
    const position = this.#size;
    let written = 0;
    while (written < bytes.length) written += writeSync(this.#file, bytes, written, undefined, position + written);
    this.#size += bytes.length;
    return position;
  }

  read(position: number, length: number): Buffer {
    const bytes = Buffer.allocUnsafe(length);
    if (readSync(this.#file, bytes, 0, length, position) < length) throw new Error('the temporary file was truncated');
    return bytes;
  }

  close(): void {
    closeSync(this.#file);
  }
}

/** The number of characters of rows that are written and read together. */
const BLOCK_LENGTH = 65_536;

/** A list of rows in a file. Rows that are pushed while the list is read are read too, or not. */
export class StoredRows<T> implements RowList<T> {
  readonly #file: RowFile;
  readonly #blocks: { readonly position: number; readonly length: number }[] = [];
  #pending: string[] = [];
  #pendingLength = 0;
  #length = 0;

  constructor(file: RowFile) {
    this.#file = file;
  }

  get length(): number {
    return this.#length;
  }

  push(row: T): void {
    const text = JSON.stringify(row);
    this.#pending.push(text);
    this.#pendingLength += text.length;
    this.#length += 1;
    if (this.#pendingLength > BLOCK_LENGTH) this.#write();
  }

  *[Symbol.iterator](): Generator<T> {
    this.#write();
    for (const { position, length } of this.#blocks) {
      const rows: T[] = JSON.parse(this.#file.read(position, length).toString());
      yield* rows;
    }
  }

  #write(): void {
    if (this.#pending.length === 0) return;
    const bytes = Buffer.from(`[${this.#pending.join()}]`);
    this.#blocks.push({ position: this.#file.append(bytes), length: bytes.length });
    this.#pending = [];
    this.#pendingLength = 0;
  }
}
