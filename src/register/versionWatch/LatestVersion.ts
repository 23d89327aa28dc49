import { isNewerToken, versionInToken } from './versionToken.ts';

/** The newest version token, from several sources whose tokens arrive in any order. */
export class LatestVersion {
  #token: string | null = null;
  /** The number of calls of `notify` and `clear`, to detect one during a read. */
  #notifications = 0;

  get token(): string | null {
    return this.#token;
  }

  get version(): number | null {
    return this.#token === null ? null : versionInToken(this.#token);
  }

  /** Records the token of a committed change. An older token, which arrived late, is ignored. */
  notify(token: string): void {
    this.#notifications += 1;
    if (this.#token === null || isNewerToken(token, this.#token)) this.#token = token;
  }

  /** Advances to the token of a read, if it is newer than the last notification. Does nothing while the version is unknown. */
  observe(token: string): void {
    if (this.#token !== null && token !== this.#token && isNewerToken(token, this.#token)) this.notify(token);
  }

  /** Makes the version unknown until the next read. */
  clear(): void {
    this.#notifications += 1;
    this.#token = null;
  }

  /**
   * Reads the token from the database. After a restore from a backup, the result is older than the current token and replaces it. If
   * a notification arrived during the read, an older result is ignored: the database may have read before that change.
   */
  async read(readToken: () => Promise<string>): Promise<void> {
    const before = this.#notifications;
    const found = await readToken();
    const isUnchanged = this.#notifications === before;
    if (isUnchanged || (this.#token !== null && isNewerToken(found, this.#token))) this.#token = found;
  }
}
