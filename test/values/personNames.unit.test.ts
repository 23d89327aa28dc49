import { describe, expect, test } from '@jest/globals';
import { NAME_REMOVED, PersonNames } from '../../src/values/PersonNames.ts';

const persons = new PersonNames([
  { id: 'brice.exemple', name: 'Brice EXEMPLE' },
  { id: 'anne-sophie.de-la-tour', name: 'Anne-Sophie de la Tour' },
  { id: 'm0123456789', name: 'Membre f1e07b41' },
]);

describe('The names and ids of persons', () => {
  test.each([
    ...['brice-exemple', 'brice.exemple', 'Brice EXEMPLE', 'EXEMPLE Brice', ' exemple_brice ', 'BriceExemple'],
    ...['Mme Anne Sophie De La Tour', 'De La Tour Anne-Sophie', 'ànne.sophie.dé.la.tour', 'M. Brice Exemple'],
    ...['m0123456789', 'membre-f1e07b41'],
  ])('include %p', (text) => {
    expect(persons.includes(text)).toBe(true);
  });

  test.each(['', 'brice', 'exemple', 'brice-exemple-sa', 'Ministère de la Tour', 'm012345678', 'M.'])(
    'do not include %p',
    (text) => {
      expect(persons.includes(text)).toBe(false);
    },
  );

  test.each([
    ['Par **Brice Exemple**, agent.', `Par **${NAME_REMOVED}**, agent.`],
    ['Exemple, Brice : chef', `${NAME_REMOVED} : chef`],
    ['[fiche](/communaute/brice.exemple.html)', `[fiche](/communaute/${NAME_REMOVED}.html)`],
    ['Anne-Sophie de\nla Tour et Brice _EXEMPLE_', `${NAME_REMOVED} et ${NAME_REMOVED}_`],
    ['Un exemple de Brice', 'Un exemple de Brice'],
    ['m0123456789 seul reste', 'm0123456789 seul reste'],
    ['', ''],
  ])('are removed from %p', (text, expected) => {
    expect(persons.remove(text)).toBe(expected);
  });
});
