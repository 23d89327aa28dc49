import { isNewerToken, versionInToken } from './versionToken.ts';

/** The newest version token of those that arrive from several sources, in any order. */
export class LatestVersion {
  #token: string | null = null;
  /** Raised by each notification. */
  #notifications = 0;

  get token(): string | null {
    return this.#token;
  }

  get version(): number | null {
    return this.#token === null ? null : versionInToken(this.#token);
  }

  /** A change was committed. Ignores an older token, which arrived late. */
  notify(token: string): void {
    this.#notifications += 1;
    if (this.#token === null || isNewerToken(token, this.#token)) this.#token = token;
  }

  /** A read was newer than the last notification: advance. Does nothing while the version is unknown. */
  observe(token: string): void {
    if (this.#token !== null && isNewerToken(token, this.#token)) this.notify(token);
  }

  /** Makes the version unknown until the next read. */
  clear(): void {
    this.#notifications += 1;
    this.#token = null;
  }

  /**
   * Reads the token from the database. It may be lower, as after a restore from a backup; but if a notification arrived
   * meanwhile, the database may have answered before that change.
   */
  async read(readToken: () => Promise<string>): Promise<void> {
    const before = this.#notifications;
    const found = await readToken();
    const isUndisturbed = this.#notifications === before;
    if (isUndisturbed || (this.#token !== null && isNewerToken(found, this.#token))) this.#token = found;
  }
}
