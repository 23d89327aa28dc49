/**
 * The platform's clock. It may be shifted (F23), and counts microseconds as Python does: two instants taken in the
 * same millisecond differ, which the database then forgets.
 */
export class Clock {
  /** Milliseconds ahead of (or behind) the machine. */
  skew = 0;
  #micros = 0;
  readonly #read: () => number;

  constructor(read: () => number = Date.now) {
    this.#read = read;
  }

  time(): number {
    return this.#read() + this.skew;
  }

  now(): string {
    this.#micros = (this.#micros % 999) + 1;
    return `${new Date(this.time()).toISOString().slice(0, 23)}${String(this.#micros).padStart(3, '0')}+00:00`;
  }

  /** `20261231-235959`: the folder of a file uploaded now. */
  second(): string {
    const digits = new Date(this.time()).toISOString().slice(0, 19).replace(/[-:]/g, '');
    return digits.replace('T', '-');
  }
}

/** What is left of an instant once it was written in the database: milliseconds. */
export const truncated = (instant: string): string => `${instant.slice(0, 23)}000+00:00`;
