import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Repaired } from '../../src/importing/findings/FindingCollector.ts';
import {
  repairContact,
  repairDate,
  repairFreeText,
  repairName,
  repairText,
  repairUrl,
} from '../../src/importing/mapping/repair.ts';
import { isMailbox } from '../../src/values/acceptance/addresses.ts';
import { isDay } from '../../src/values/acceptance/days.ts';
import { NAME, TEXT, textProblem } from '../../src/values/acceptance/texts.ts';
import { ADDRESS_REMOVED, removePersonalAddresses } from '../../src/values/personalAddresses.ts';
import { urlProblem } from '../../src/values/urlProblem.ts';
import { aHostileText, aHostileUrl } from '../support/hostileTexts.ts';
import { randomRuns } from '../support/tier.ts';

function codes({ problems }: Repaired<unknown>): string[] {
  return problems.map(({ code }) => code);
}

describe('A text', () => {
  test.each([
    ['  A\u00A0B\u00A0\u200B', 'A\u00A0B', ['TEXT_TRIMMED']],
    ['Pr\u00E9fecture de l&#39;Ain', "Pr\u00E9fecture de l'Ain", ['TEXT_UNESCAPED']],
    ['R&amp;amp;D', 'R&D', ['TEXT_UNESCAPED']],
    ['R&D, AT&T, a&copy=1', 'R&D, AT&T, a&copy=1', []],
    ['e\u0301te\u0301', '\u00E9t\u00E9', ['TEXT_NORMALISED']],
    ['a\u0000b\uD800c', 'abc', ['TEXT_CHARACTERS_REMOVED']],
    ['two\nlines', 'two\nlines', []],
    ['two\r\nlines', 'two\nlines', ['TEXT_LINE_ENDS']],
    ['a\u202eb', 'ab', ['TEXT_CHARACTERS_REMOVED']],
    ['👩\u200d💻', '👩\u200d💻', []],
    ['null', null, ['TEXT_NULL_WORD']],
    [' ', null, ['TEXT_TRIMMED']],
    ['', null, []],
  ])('%j becomes %j', (raw, value, expected) => {
    const repaired = repairText(raw);
    expect(repaired.value).toBe(value);
    expect(codes(repaired)).toEqual(expected);
  });

  test('of 50 million characters is cut in less than 2 seconds', () => {
    const startedAt = Date.now();
    const repaired = repairText('&amp;'.repeat(10_000_000));
    expect(codes(repaired)).toContain('TEXT_CUT');
    expect(repaired.value?.length).toBeLessThanOrEqual(10_000);
    expect(Date.now() - startedAt).toBeLessThan(2000);
  });
});

describe('An e-mail address in a text', () => {
  test.each([
    ['Écrire à jean.dupont@beta.gouv.fr, merci', `Écrire à ${ADDRESS_REMOVED}, merci`],
    ['<mailto:Jean+x@a-b.fr>', `<mailto:${ADDRESS_REMOVED}>`],
    ['https://x.fr/?m=jean%40x.fr', `https://x.fr/?m=${ADDRESS_REMOVED}`],
    ['jean&#64;x.fr', ADDRESS_REMOVED],
    ['Contact@x.fr et equipe-ami@numerique.gouv.fr', 'Contact@x.fr et equipe-ami@numerique.gouv.fr'],
    ['Connect@attitude', 'Connect@attitude'],
    ['https://medium.com/@betagouv/x', 'https://medium.com/@betagouv/x'],
  ])('%j becomes %j', (text, expected) => {
    expect(removePersonalAddresses(text)).toBe(expected);
  });

  test('is found in linear time', () => {
    const startedAt = Date.now();
    for (const text of ['a'.repeat(300_000), 'a.'.repeat(150_000), 'a@'.repeat(150_000), `a@${'a.'.repeat(150_000)}`]) {
      removePersonalAddresses(text);
    }
    expect(Date.now() - startedAt).toBeLessThan(2000);
  });

  test('is reported by a finding that does not quote it', () => {
    const { value, problems } = repairFreeText('par jean@x.fr');
    expect(value).toBe(`par ${ADDRESS_REMOVED}`);
    expect(problems).toEqual([{ code: 'ADDRESS_REMOVED', before: null, after: value }]);
  });
});

describe('A URL', () => {
  test.each([
    ['HTTP://Example.org', 'http://Example.org', ['URL_NORMALISED']],
    ['https://pre\u0301fecture.fr/e\u0301', 'https://xn--prfecture-c4a.fr/\u00e9', ['URL_NORMALISED']],
    ['https://x.fr/?mail=jeanne.dupont%2540exemple.fr', null, ['URL_PERSONAL']],
    [' https://x.fr/a ', 'https://x.fr/a', ['URL_TRIMMED']],
    ['https://github.com/a/b; ', 'https://github.com/a/b', ['URL_TRIMMED']],
    ['https:&#x2F;&#x2F;x.fr', 'https://x.fr', ['URL_UNESCAPED']],
    ['https://x.fr?page=stats', 'https://x.fr/?page=stats', ['URL_NORMALISED']],
    ['https://x.fr#stats', 'https://x.fr/#stats', ['URL_NORMALISED']],
    ['https://x.fr:8080?a', 'https://x.fr:8080/?a', ['URL_NORMALISED']],
    ['https://?a', null, ['URL_REFUSED']],
    ['https://x.fr//stats', 'https://x.fr//stats', []],
    ['https://x.fr/?a=1&copy=2', 'https://x.fr/?a=1&copy=2', []],
    ['https://x.fr/?q={a|b}', 'https://x.fr/?q=%7Ba%7Cb%7D', ['URL_ENCODED']],
    ['/stats', null, ['URL_RELATIVE']],
    ['//x.fr', null, ['URL_RELATIVE']],
    ['javascript:alert(1)', null, ['URL_REFUSED']],
    ['ftp://x.fr', null, ['URL_REFUSED']],
    ['https:\\\\x.fr', null, ['URL_REFUSED']],
    ['https://a.fr https://b.fr', null, ['URL_REFUSED']],
    [`https://x.fr/${'a'.repeat(2000)}`, null, ['URL_REFUSED']],
    ['https://me:secret@x.fr', null, ['URL_PERSONAL']],
    ['https://x.fr/?to=jean.dupont@x.fr', null, ['URL_PERSONAL']],
    [' ', null, ['URL_TRIMMED']],
    ['null', null, ['TEXT_NULL_WORD']],
    ['', null, []],
  ])('%j becomes %j', (raw, value, expected) => {
    const repaired = repairUrl(raw);
    expect(repaired.value).toBe(value);
    expect(codes(repaired)).toEqual(expected);
  });
});

describe('A date', () => {
  test.each(['2024-02-29', '1900-01-01', '9999-12-31'])('%s is kept', (day) => {
    expect(repairDate(day)).toEqual({ value: day, problems: [] });
  });

  test.each(['2023-02-29', '2024-13-01', '2024-1-1', '1899-12-31', '0001-01-01', '2024-01-01T00:00:00Z', ' ', 'hier'])(
    '%j is removed',
    (raw) => {
      expect(repairDate(raw)).toEqual({ value: null, problems: [{ code: 'DATE_INVALID', before: raw, after: null }] });
    },
  );
});

test('A date with blanks around it is trimmed', () => {
  const { value, problems } = repairDate('\u00a02024-01-01\n');
  expect({ value, codes: problems.map(({ code }) => code) }).toEqual({ value: '2024-01-01', codes: ['TEXT_TRIMMED'] });
});

describe('A name', () => {
  test.each([
    ['Mes\u202eaides', 'Mesaides', ['TEXT_CHARACTERS_REMOVED']],
    ['Mes\u200baides', 'Mesaides', ['TEXT_CHARACTERS_REMOVED']],
    ['Portail\u000bdes\nagents', 'Portail des agents', ['TEXT_LINE_ENDS']],
    ['\u200b', null, ['TEXT_TRIMMED']],
    ['\u0301', null, ['TEXT_TRIMMED']],
    [`${'a'.repeat(499)}😀b`, `${'a'.repeat(499)}😀`, ['TEXT_CUT']],
  ])('%j becomes %j', (raw, value, expected) => {
    const repaired = repairName(raw);
    expect(repaired.value).toBe(value);
    expect(codes(repaired)).toEqual(expected);
  });
});

describe('A contact', () => {
  test.each([
    ['contact@x.gouv.fr', 'contact@x.gouv.fr', []],
    ['Bonjour@X.gouv.Fr', 'Bonjour@x.gouv.fr', ['CONTACT_HOST_LOWERED']],
    ['contact@x.fr?subject=Pour%20Jean', 'contact@x.fr', ['CONTACT_CLEANED']],
    [' mailto:info@x.fr', 'info@x.fr', ['CONTACT_CLEANED']],
    ['contact@anct.gouv.f', 'contact@anct.gouv.f', ['CONTACT_HOST_ODD']],
    ['jean.dupont@x.fr', null, ['CONTACT_NOT_KEPT']],
    ['https://x.fr/contact', null, ['CONTACT_NOT_KEPT']],
    ['contact@x.fr, jean@x.fr', null, ['CONTACT_NOT_KEPT']],
    ['', null, []],
  ])('%j becomes %j', (raw, value, expected) => {
    const repaired = repairContact(raw);
    expect(repaired.value).toBe(value);
    expect(codes(repaired)).toEqual(expected);
    expect(JSON.stringify(repaired.problems)).not.toMatch(/jean/i);
  });
});

describe('Any text', () => {
  const PARTS = [
    '&amp;',
    '&#39;',
    '&#x2F;',
    '&#0;',
    '&lt',
    ';',
    '&',
    'amp;',
    'null',
    'https://',
    'x.fr',
    '@',
    'contact',
    'jean',
    'mailto:',
    '2024-02-',
    '29',
    '%40',
    '&#x202e;',
  ];
  const parts = fc.array(fc.oneof(fc.constantFrom(...PARTS), aHostileText(2)), { maxLength: 14 });
  const anyText = fc.oneof(
    aHostileText(60),
    aHostileUrl(),
    parts.map((all) => all.join('')),
  );

  test.each([
    ['repairText', repairText, (text: string) => textProblem(text, TEXT) === null],
    ['repairFreeText', repairFreeText, (text: string) => textProblem(text, TEXT) === null],
    ['repairName', repairName, (text: string) => textProblem(text, NAME) === null],
    ['repairUrl', repairUrl, (text: string) => urlProblem(text) === null],
    ['repairDate', repairDate, isDay],
    ['repairContact', repairContact, isMailbox],
  ])(
    '%s never throws, is idempotent, reports every change, and returns what the register accepts',
    (_, repair, accepts) => {
      fc.assert(
        fc.property(anyText, (raw) => {
          const { value, problems } = repair(raw);
          if (raw !== '' && value !== raw) expect(problems).not.toEqual([]);
          const again = repair(value);
          expect(again.value).toBe(value);
          expect(again.problems.filter(({ code }) => code !== 'CONTACT_HOST_ODD')).toEqual([]);
          if (value !== null) expect({ value, accepted: accepts(value) }).toEqual({ value, accepted: true });
        }),
        randomRuns(300, 3000),
      );
    },
  );

  test('removePersonalAddresses is idempotent', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const once = removePersonalAddresses(text);
        expect(removePersonalAddresses(once)).toBe(once);
      }),
      randomRuns(300, 3000),
    );
  });
});
