import { describe, expect, test } from '@jest/globals';
import { mapBetaGouv } from '../../src/importing/mapping/mapBetaGouv.ts';
import { readJson } from '../../src/importing/sources/readSource.ts';
import { aMember, anOrganisation, aStartup, sourceFiles } from './sample.ts';

describe('A file with another structure is rejected completely', () => {
  const valid = sourceFiles({ startups: [aStartup('a')] });

  test.each<[string, object, RegExp]>([
    ['a list of startups', { 'startups.json': [] }, /^startups\.json does not have .*the whole file/],
    ['data that is not a list', { 'startups.json': { data: {} } }, /^startups\.json .*data/],
    ['startups that are numbers', { 'startups.json': { data: [1, 2] } }, /data\.0/],
    ['a list of incubators', { 'incubators.json': [] }, /^incubators\.json/],
    ['incubators that are strings', { 'incubators.json': { a: 'b' } }, /^incubators\.json .*v2\.7: a: /],
    ['an object of organisations (sponsors.json)', { 'organisations.json': { a: {} } }, /^organisations\.json/],
    [
      'members in place of organisations',
      { 'organisations.json': [aMember('jean.dupont', [])] },
      /^organisations\.json .*0\.name/,
    ],
    ['organisations in place of members', { 'authors.json': [anOrganisation('a')] }, /^authors\.json .*0\.domaine/],
    ['null', { 'authors.json': null }, /^authors\.json/],
    ['300 nested arrays', { 'startups.json': JSON.parse('['.repeat(300) + ']'.repeat(300)) }, /^startups\.json/],
  ])('%s', (_, invalid, message) => {
    expect(() => mapBetaGouv({ ...valid, ...invalid }, '2026-08-20')).toThrow(message);
    expect(() => mapBetaGouv({ ...valid, ...invalid }, '2026-08-20')).toThrow(
      expect.objectContaining({ code: 'IMPORT_SHAPE' }),
    );
  });

  test('and its long keys are not quoted in the message', () => {
    const invalid = { ...valid, 'incubators.json': { ['x'.repeat(5000)]: 1 } };
    expect(() => mapBetaGouv(invalid, '2026-08-20')).toThrow(/^.{0,250}$/);
  });
});

describe('One invalid row is rejected without the others', () => {
  test.each<[string, unknown]>([
    ['without attributes', { id: 'broken' }],
    ['with phases that are a string', aStartup('broken', { phases: 'investigation' })],
    ['with a name that is a list', aStartup('broken', { name: [] })],
  ])('a startup %s', (_, invalid) => {
    const desired = mapBetaGouv(sourceFiles({ startups: [aStartup('a'), invalid, aStartup('b')] }), '2026-08-20');
    expect(desired.startups.map(({ slug }) => slug)).toEqual(['a', 'b']);
    expect(desired.findings).toMatchObject([{ code: 'ROW_REFUSED', subject: 'STARTUP', sourceId: 'startup/broken' }]);
  });

  test('a repeated id: the first row is imported', () => {
    const desired = mapBetaGouv(
      sourceFiles({ startups: [aStartup('a', { name: 'One' }), aStartup('a', { name: 'Two' })] }),
      '2026-08-20',
    );
    expect(desired.startups.map(({ name }) => name)).toEqual(['One']);
    expect(desired.findings).toMatchObject([{ code: 'DUPLICATE_ID', outcome: 'REFUSED', sourceId: 'startup/a' }]);
  });

  test.each(['', ' ', 'a\0b', '../etc', '..', 'a b', 'jean@x.fr', '\uD800', '__proto__', '<b>', 'x'.repeat(201)])(
    'a row with the id %j is rejected',
    (id) => {
      const desired = mapBetaGouv(
        sourceFiles({ startups: [aStartup(id), aStartup('ok')], organisations: [anOrganisation(id)] }),
        '2026-08-20',
      );
      expect(desired.startups.map(({ slug }) => slug)).toEqual(['ok']);
      expect(desired.findings.map(({ code }) => code)).toEqual(['ID_UNUSABLE', 'ID_UNUSABLE']);
      expect(JSON.stringify(desired.findings)).not.toMatch(/\\u0000|\\ud800|jean/i);
    },
  );
});

describe('Values that PostgreSQL or a browser cannot handle', () => {
  const parse = (text: string) => readJson('startups.json', Buffer.from(text));

  test('the keys __proto__ and constructor are ordinary keys', () => {
    const hostile = JSON.stringify(aStartup('constructor')).replace('"id"', '"__proto__":{"polluted":true},"id"');
    const files = sourceFiles({
      startups: [parse(hostile)],
      incubators: parse('{"__proto__":{"title":"T"},"toString":{"title":"U"}}'),
    });
    const desired = mapBetaGouv(files, '2026-08-20');
    expect(desired.startups[0]?.slug).toBe('constructor');
    expect(Object.keys(Object(desired.startups[0]?.record))).toContain('__proto__');
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
    expect(desired.entities.map(({ slug }) => slug)).toEqual(['dinum', 'toString']);
  });

  test('NUL and unpaired surrogates are removed from every text, record and finding', () => {
    const text = 'a\0b\uD83Dc';
    const startup = aStartup('a', {
      name: text,
      pitch: text,
      link: `https://${text}`,
      sponsors: [text],
      technos: [text],
      [text]: [text],
      events: [{ name: text, date: text, comment: text }],
      phases: [{ name: text, start: text, end: text }],
    });
    const written = JSON.stringify(mapBetaGouv(sourceFiles({ startups: [startup] }), '2026-08-20'));
    expect(written).not.toMatch(/\\u0000|\\ud83d/i);
  });

  test('a record of 100,000 nested lists is cut, without a stack overflow', () => {
    const deep = parse('['.repeat(100_000) + ']'.repeat(100_000));
    const desired = mapBetaGouv(sourceFiles({ startups: [aStartup('a', { extra: deep, name: 'A' })] }), '2026-08-20');
    expect(JSON.stringify(desired.startups[0]?.record).length).toBeLessThan(1000);
    expect(desired.findings).toMatchObject([{ code: 'RECORD_CUT' }]);
  });

  test('texts of 20 MB are cut in the row, its record and its findings', () => {
    const long = 'é'.repeat(20_000_000);
    const desired = mapBetaGouv(
      sourceFiles({
        startups: [aStartup('a', { name: long, pitch: long, link: long, contact: long, technos: [long] })],
      }),
      '2026-08-20',
    );
    expect(JSON.stringify(desired).length).toBeLessThan(30_000);
    for (const { before, after } of desired.findings) {
      expect(before?.length ?? 0).toBeLessThanOrEqual(200);
      expect(after?.length ?? 0).toBeLessThanOrEqual(200);
    }
  });

  test('the input is not modified', () => {
    const files = sourceFiles({ startups: [aStartup('a', { contact: 'jean@x.fr' })], members: [aMember('m', [])] });
    const before = structuredClone(files);
    mapBetaGouv(files, '2026-08-20');
    expect(files).toEqual(before);
  });
});
