import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type ZipStream from 'zip-stream';
import type { FileDigest, OutputFile } from '../exportsDirectory/outputFile.ts';

/**
 * Writes a zip file entry by entry, in constant memory. All entries have the same modification time, so that the same entries give the same
 * bytes.
 */
export class ZipFile {
  readonly #zip: ZipStream;
  readonly #file: OutputFile;
  readonly #modified: Date;
  readonly #written: Promise<void>;
  /** The content of the entry that is being written. */
  #source: Readable | null = null;

  private constructor(zip: ZipStream, file: OutputFile, modified: Date) {
    this.#zip = zip;
    this.#file = file;
    this.#modified = modified;
    this.#written = pipeline(zip, async (pieces: AsyncIterable<Uint8Array>) => {
      for await (const piece of pieces) await file.write(piece);
    });
    // `#add` and `finish` throw the error. The source stops, because nothing reads it any more.
    this.#written.catch((error: Error) => this.#source?.destroy(error));
  }

  static async create(file: OutputFile, modified: Date): Promise<ZipFile> {
    const { default: ZipStream } = await import('zip-stream');
    return new ZipFile(new ZipStream({ zlib: { level: LEVEL } }), file, modified);
  }

  addText(path: string, text: string): Promise<void> {
    return this.#add(path, Buffer.from(text));
  }

  addPieces(path: string, pieces: AsyncIterable<string>): Promise<void> {
    return this.#add(path, Readable.from(pieces));
  }

  /** Adds a file of the disk. Compressed files are stored as they are. */
  addFile(path: string, from: string): Promise<void> {
    return this.#add(path, createReadStream(from), COMPRESSED.test(path));
  }

  async finish(): Promise<FileDigest> {
    this.#zip.finalize();
    await this.#written;
    return this.#file.finish();
  }

  async #add(name: string, source: Buffer | Readable, store = false): Promise<void> {
    this.#source = Buffer.isBuffer(source) ? null : source;
    const entry = { name, date: this.#modified, mode: 0o644, store };
    const added = new Promise<void>((resolve, reject) => {
      this.#zip.entry(source, entry, (error) => (error ? reject(error) : resolve()));
    });
    try {
      await Promise.race([added, this.#written]);
    } catch (error) {
      this.#zip.destroy();
      throw error;
    }
  }
}

/** The default level of zlib. */
const LEVEL = 6;
const COMPRESSED = /\.(?:xlsx|zip)$/;
