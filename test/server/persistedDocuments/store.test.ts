import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { PersistedDocuments } from '../../../src/server/persistedDocuments/PersistedDocuments.ts';
import { RegisteredDocuments } from '../../../src/server/persistedDocuments/RegisteredDocuments.ts';
import { onEachDatabase } from '../../support/databases.ts';
import type { TestRegister } from '../../support/register.ts';
import { openRegister } from '../../support/register.ts';
import { sha256 } from './persisted.ts';

onEachDatabase('the store of documents', (open) => {
  let register: TestRegister;
  beforeAll(async () => {
    register = await openRegister(open);
  });
  afterAll(() => register.close());
  beforeEach(() => register.empty());

  const text = (name: string) => `{ ${name} }`;
  const add = (store: RegisteredDocuments, ...names: string[]) =>
    names.reduce((before, name) => before.then(() => store.add(sha256(text(name)), text(name))), Promise.resolve());
  const use = (store: RegisteredDocuments, name: string) => store.find(sha256(text(name)));
  /** Moves all recorded times into the past by a number of hours, as another process would read them. */
  const later = (hours: number) =>
    register.pool.query(
      `UPDATE document SET registered_at = registered_at - $1 * interval '1 hour', last_used_at = last_used_at - $1 * interval '1 hour'`,
      [hours],
    );
  const storedDocuments = async () => {
    const { rows } = await register.pool.query<{ text: string }>('SELECT text FROM document ORDER BY text');
    return rows.map((row) => row.text.replaceAll(/\W/g, ''));
  };

  test('has a maximum number of documents: of the unused ones, the oldest are evicted', async () => {
    const store = new RegisteredDocuments(register.pool, { used: 2, unused: 2, bytes: 1_000 });
    for (const name of ['a', 'b', 'c', 'd']) {
      await add(store, name);
      await later(1);
    }
    expect(await storedDocuments()).toEqual(['c', 'd']);
    expect(await use(store, 'a')).toBeNull();
  });

  test('registering many documents evicts no used document', async () => {
    const store = new RegisteredDocuments(register.pool, { used: 2, unused: 2, bytes: 1_000 });
    await add(store, 'a', 'b');
    await use(store, 'a');
    await use(store, 'b');
    for (let at = 0; at < 20; at++) await add(store, `flood${at}`);
    expect(await storedDocuments()).toEqual(expect.arrayContaining(['a', 'b']));
    expect(await storedDocuments()).toHaveLength(4);
  });

  test('of the used documents, the least recently used are evicted', async () => {
    const store = new RegisteredDocuments(register.pool, { used: 2, unused: 2, bytes: 1_000 });
    for (const name of ['a', 'b', 'c']) {
      await add(store, name);
      await use(store, name);
      await later(1);
    }
    await add(store, 'd');
    expect(await storedDocuments()).toEqual(['b', 'c', 'd']);
  });

  test('has a maximum number of bytes', async () => {
    const store = new RegisteredDocuments(register.pool, { used: 100, unused: 100, bytes: 20 });
    for (const name of ['aaaa', 'bbbb', 'cccc', 'dddd']) {
      await add(store, name);
      await later(1);
    }
    expect(await storedDocuments()).toEqual(['cccc', 'dddd']);
  });

  test('removes an erased document from memory within an hour', async () => {
    const store = new RegisteredDocuments(register.pool);
    await add(store, 'a');
    expect(await use(store, 'a')).toBe(text('a'));
    await register.pool.query('DELETE FROM document');
    // Within the hour, another process has the document in memory. Then it records a use, and finds it erased.
    const other = new RegisteredDocuments(register.pool);
    expect(await use(other, 'a')).toBeNull();
  });

  test('the same document may be registered twice concurrently', async () => {
    const store = new RegisteredDocuments(register.pool);
    await Promise.all([add(store, 'a'), add(store, 'a'), add(store, 'a')]);
    expect(await storedDocuments()).toEqual(['a']);
  });

  test('the database rejects a text under the hash of another', async () => {
    await expect(
      register.pool.query('INSERT INTO document (sha256, text) VALUES ($1, $2)', [sha256('a'), 'b']),
    ).rejects.toMatchObject({ code: '23514' });
  });

  describe('limits the registrations per minute', () => {
    const open = () =>
      new PersistedDocuments({
        store: new RegisteredDocuments(register.pool),
        trusted: new Map(),
        trustedOnly: false,
      });
    const registerNew = async (documents: PersistedDocuments, client: string, name: string) => {
      const query = text(name);
      const document = await documents.resolve(query, { sha256: sha256(query), parameter: 'documentId' });
      if (!document) throw new Error('the document has a text');
      return documents.registerIfNew(document, { data: '{}' }, client);
    };
    const STORED = { isStored: true, retryAfter: null };

    test('of one client first, and reports it: after 400 documents of one client, those of another are stored', async () => {
      const documents = open();
      const results = [];
      for (let at = 0; at < 400; at++) results.push(await registerNew(documents, '192.0.2.1', `one${at}`));
      expect(results.filter(({ isStored }) => isStored)).toHaveLength(60);
      for (const { isStored, retryAfter } of results.slice(60)) {
        expect(isStored).toBe(false);
        expect(retryAfter).toBeGreaterThanOrEqual(1);
        expect(retryAfter).toBeLessThanOrEqual(60);
      }
      expect(await registerNew(documents, '192.0.2.2', 'other')).toEqual(STORED);
      expect(await registerNew(documents, '192.0.2.1', 'one0')).toEqual(STORED);
      expect(await storedDocuments()).toHaveLength(61);
    });

    test('of all clients together', async () => {
      const documents = open();
      for (let at = 0; at < 310; at++) {
        const { isStored } = await registerNew(documents, `192.0.2.${at}`, `r${at}`);
        expect(isStored).toBe(at < 300);
      }
      expect(await storedDocuments()).toHaveLength(300);
    });

    test('and only registers documents with data in the response', async () => {
      const query = text('a');
      const document = { query, hash: sha256(query), isNew: true };
      for (const result of [{}, { data: null }]) {
        expect(await open().registerIfNew(document, result, 'tests')).toEqual({ isStored: false, retryAfter: null });
      }
      expect(await storedDocuments()).toEqual([]);
    });
  });
});
