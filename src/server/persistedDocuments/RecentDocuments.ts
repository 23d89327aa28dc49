/** A document in memory, and when its use was last written to the database; null before it was. */
export interface RecentDocument {
  readonly text: string;
  usedAt: number | null;
}

/** The documents that were asked for last, in bounded memory: the least recently used go first. */
export class RecentDocuments {
  // A Map keeps the order of insertion: the first is the least recently used.
  readonly #documents = new Map<string, RecentDocument>();
  readonly #charactersAtMost: number;
  #characters = 0;

  constructor(charactersAtMost: number) {
    this.#charactersAtMost = charactersAtMost;
  }

  get(sha256: string): RecentDocument | undefined {
    const found = this.#documents.get(sha256);
    if (!found) return undefined;
    this.#documents.delete(sha256);
    this.#documents.set(sha256, found);
    return found;
  }

  set(sha256: string, document: RecentDocument): void {
    this.delete(sha256);
    this.#documents.set(sha256, document);
    this.#characters += document.text.length;
    for (const oldest of this.#documents.keys()) {
      if (this.#characters <= this.#charactersAtMost) break;
      this.delete(oldest);
    }
  }

  delete(sha256: string): void {
    this.#characters -= this.#documents.get(sha256)?.text.length ?? 0;
    this.#documents.delete(sha256);
  }
}
