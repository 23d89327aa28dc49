import { isLater, versionOf } from './stamp.ts';

/** The latest stamp that was heard of, by whatever way, in whatever order. */
export class LatestStamp {
  #stamp: string | null = null;
  /** How often something was heard. */
  #heard = 0;

  get stamp(): string | null {
    return this.#stamp;
  }

  get version(): number | null {
    return this.#stamp === null ? null : versionOf(this.#stamp);
  }

  /** A change was committed. Who tells may be late: what is later stays. */
  tell(stamp: string): void {
    this.#heard += 1;
    if (this.#stamp === null || isLater(stamp, this.#stamp)) this.#stamp = stamp;
  }

  /** An answer showed a change that nobody told of yet: nobody is shown less from now on. Adds nothing where nothing is known. */
  saw(stamp: string): void {
    if (this.#stamp !== null && isLater(stamp, this.#stamp)) this.tell(stamp);
  }

  /** Nothing is known any more, until the next reading. */
  forget(): void {
    this.#heard += 1;
    this.#stamp = null;
  }

  /**
   * Asks the database. What it says holds, even if it is lower, as in a register that was restored from a backup; unless
   * something was heard meanwhile: then it may have answered before that.
   */
  async read(ask: () => Promise<string>): Promise<void> {
    const before = this.#heard;
    const found = await ask();
    const isUndisturbed = this.#heard === before;
    if (isUndisturbed || (this.#stamp !== null && isLater(found, this.#stamp))) this.#stamp = found;
  }
}
