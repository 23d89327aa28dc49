import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decode } from 'html-entities';
import { readRows } from '../../src/web/datasets/releaseFiles.ts';
import { counted, sizeInFrench, typeset } from '../../src/web/site/french.ts';
import { html, inlineText, jsonScript } from '../../src/web/site/html.ts';
import { STYLE } from '../../src/web/site/style.ts';
import { randomRuns } from '../support/tier.ts';

describe('a template', () => {
  it('escapes its values, except Html', () => {
    const inner = html`<b>${'a & b'}</b>`;
    expect(String(html`<p title="${'"<\''}">${inner}${[inner, '<i>']}${null}${false}${0}</p>`)).toBe(
      '<p title="&quot;&lt;&apos;"><b>a &amp; b</b><b>a &amp; b</b>&lt;i&gt;0</p>',
    );
  });

  it('keeps every text within its element or attribute, without loss', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const [, shown = ''] = /^<p>(.*)<\/p>$/s.exec(String(html`<p>${text}</p>`)) ?? [];
        expect(shown).not.toMatch(/[<>"']/);
        expect(decode(shown)).toBe(text);
      }),
      randomRuns(20, 100),
    );
  });

  it('keeps JSON within its script element', () => {
    const value = { a: '</script><script>alert(1)</script><!--' };
    expect(String(jsonScript(value))).not.toContain('<');
    expect(JSON.parse(String(jsonScript(value)))).toEqual(value);
    expect(() => inlineText('</style><script>')).toThrow();
  });
});

describe('French', () => {
  it.each([
    [0, '0 octet'],
    [1, '1 octet'],
    [2, '2 octets'],
    [999, '999 octets'],
    [1_000, '1 Ko'],
    [20_164, '20,2 Ko'],
    [999_949, '999,9 Ko'],
    [999_999, '1 Mo'],
    [1_550_000, '1,6 Mo'],
    [3_000_000_000, '3 Go'],
    [1_234_567_890_123, '1 234,6 Go'],
  ])('writes %d bytes', (bytes, text) => {
    expect(sizeInFrench(bytes).replace(/\s/g, ' ')).toBe(text);
  });

  it('uses the plural from two on', () => {
    const texts = [0, 1, 2, 3_800].map((count) => counted(count, 'ligne').replace(/\s/g, ' '));
    expect(texts).toEqual(['0 ligne', '1 ligne', '2 lignes', '3 800 lignes']);
  });

  it('puts no-break spaces before high punctuation', () => {
    expect(typeset('ici : « là » ; http://x')).toBe('ici\u00a0: «\u00a0là\u00a0»\u00a0; http://x');
  });
});

describe('the first rows', () => {
  let directory: string;
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'registre-rows-'));
  });
  afterAll(() => rm(directory, { recursive: true }));

  async function rowsOf(text: string, count = 2): Promise<unknown[]> {
    const path = join(directory, 'table.json');
    await writeFile(path, text);
    return readRows(path, count);
  }

  it('are read unchanged, for any number of rows', async () => {
    expect(await rowsOf('[\n]\n')).toEqual([]);
    expect(await rowsOf('[\n{"a":"x\\n]","b":null}\n]\n')).toEqual([{ a: 'x\n]', b: null }]);
    expect(await rowsOf('[\n{"a":1},\n{"a":["é"]},\n{"a":3}\n]\n')).toEqual([{ a: 1 }, { a: ['é'] }]);
  });

  it('are read without the rest of a long file', async () => {
    const row = (length: number) => `{"a":"${'é'.repeat(length)}"}`;
    expect(await rowsOf(`[\n${row(50_000)},\n${row(2)},\nwhatever follows`)).toHaveLength(2);
    expect(await rowsOf(`[\n${row(2)},\n${row(500_000)}\n]\n`)).toEqual([{ a: 'éé' }]);
    expect(await rowsOf(`[\n${row(500_000)}\n]\n`)).toEqual([]);
  });
});

it('the rules of the site apply inside its own elements only', () => {
  const selectors = [...STYLE.matchAll(/^\s*([^@\s{}-][^{}@]*?) ?\{/gm)].flatMap(([, list = '']) => list.split(','));
  const global = selectors.map((each) => each.trim()).filter((each) => !/^(?:main > )?\.site(?![\w-])/.test(each));
  expect(new Set(global)).toEqual(new Set([':root', 'html', 'body', 'main:focus']));
});
