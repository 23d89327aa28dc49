import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { FIRST_NAMES } from '../../src/values/firstNames.ts';
import { isGenericMailbox, judgeMailbox, type MailboxContext } from '../../src/values/mailboxes.ts';
import { PersonNames } from '../../src/values/PersonNames.ts';
import { containsPersonalAddress, parseGenericMailbox } from '../../src/values/personalAddresses.ts';
import { randomRuns } from '../support/tier.ts';

const persons = new PersonNames([
  { id: 'zebulon.exemple', name: 'Zébulon Exemple' },
  { id: 'm0123456789', name: 'Membre f1e07b41' },
]);
const shared = new Set(['amd@x.fr', 'zexemple@x.fr', 'zebulon@x.fr', 'jean.dupont@x.fr', 'zoltan-nemeth@x.fr']);

describe('A mailbox', () => {
  test.each([
    ...['contact@x.fr', 'Contact@x.fr', 'equipe-acceslibre@x.fr', 'contactacceslibre@x.fr', 'support.acceslibre@x.fr'],
    ...['infos@x.fr', 'aides@x.fr', 'lab-innov@x.fr', 'ateliernumerique.snum@x.fr', 'equipe-clara@x.fr'],
    ...['dirisi-fabnum.expert.fct@x.fr', 'metiers.dsi.cour@x.fr', 'incubateur@x.fr', 'équipe@x.fr'],
  ])('%s is functional', (address) => {
    expect(judgeMailbox(address, { names: ['acceslibre', 'clara'], shared, persons })).toBe('FUNCTIONAL');
  });

  test.each([
    ['acceslibre@x.fr', ['acceslibre']],
    ['acces-libre@x.fr', ['Accès libre']],
    ['emplois@x.fr', ['les-emplois']],
    ['data.gouv@x.fr', ['data.gouv.fr']],
    ['e-controle@x.fr', ['e-controle']],
    ['france.chaleur.urbaine@x.fr', ['chauffage-urbain', 'France Chaleur Urbaine']],
    ['deudmesevenementsemploi.00589@x.fr', ['mes-evenements-emploi']],
    ['camino-numerique@x.fr', ['camino']],
    ['impactco2@x.fr', ['impact.co2']],
    ['pop@x.fr', ['pop']],
  ])('%s has the name of its product %j', (address, names) => {
    expect(judgeMailbox(address, { names, persons })).toBe('OWN_NAME');
    expect(judgeMailbox(address)).toMatch(/UNKNOWN|PERSON/);
  });

  test('of three products is shared, unless it is that of a person', () => {
    expect([...shared].map((address) => judgeMailbox(address, { shared, persons }))).toEqual([
      'SHARED',
      'MEMBER',
      'PERSON',
      'PERSON',
      'UNKNOWN',
    ]);
  });

  test.each([
    ...['zebulon.exemple@x.fr', 'exemple-zebulon@x.fr', 'zexemple@x.fr', 'exemplez@x.fr', 'm0123456789@x.fr'],
    ...[
      'contact-zebulon.exemple@x.fr',
      'contactzebulonexemple@x.fr',
      'zebulon.exemple.ext@x.fr',
      'ZebulonExemple2@x.fr',
    ],
  ])('%s is that of a member', (address) => {
    expect(judgeMailbox(address, { names: ['zebulon-exemple', 'exemple'], shared, persons })).toBe('MEMBER');
  });

  test.each([
    ['jean@x.fr', 'jean-zay'],
    ['clara@x.fr', 'clara'],
    ['z.camino@x.fr', 'camino'],
    ['camino.z@x.fr', 'camino'],
    ['zoltan.camino@x.fr', 'camino'],
    ['zoltan_camino@x.fr', 'camino'],
    ['jean.moulin@x.fr', 'jean-moulin'],
    ['marie-curie@x.fr', 'marie-curie'],
    ['contact.jean.dupont@x.fr', 'camino'],
    ['lab.jean@x.fr', 'lab'],
    ['nemeth.ext@x.fr', 'nemeth'],
  ])('%s has the form of the name of a person, although the product is %s', (address, name) => {
    expect(judgeMailbox(address, { names: [name], persons })).toBe('PERSON');
  });

  test.each([
    ['zcamino@x.fr', 'camino'],
    ['zoltancamino@x.fr', 'camino'],
    ['zoltan-camino@x.fr', 'camino'],
    ['labrousse@x.fr', 'lab'],
    ['aidenbaum@x.fr', 'aide'],
    ['', ''],
  ])('%s may be a person, although the product is %s', (address, name) => {
    expect(judgeMailbox(address, { names: [name], persons })).toBe('UNKNOWN');
  });
});

describe('The mailbox of a person is never generic', () => {
  const letters = 'abcdefghijklmnopqrstuvwxyz';
  const surname = fc
    .string({ unit: fc.constantFrom(...letters), minLength: 3, maxLength: 12 })
    .filter((name) => !isGenericMailbox(name) && !FIRST_NAMES.has(name));
  const anyFirstName = fc.oneof(fc.constantFrom(...FIRST_NAMES), surname);
  const separator = fc.constantFrom('.', '_', '-');
  const suffix = fc.constantFrom('', '1', '2', '.ext', '-ext');
  /** What helps a mailbox most: its surname is the name of the product, and three products share it. */
  const context = (last: string, address: string, more: readonly string[] = []): MailboxContext => ({
    names: [last, `${last}-${last}`, ...more],
    shared: new Set([address]),
  });

  test('whatever the first name, before or after a dot', () => {
    fc.assert(
      fc.property(
        anyFirstName,
        surname,
        fc.constantFrom('.', '_'),
        suffix,
        fc.boolean(),
        (first, last, dot, end, swap) => {
          fc.pre(first !== last);
          const address = `${swap ? `${last}${dot}${first}` : `${first}${dot}${last}`}${end}@x.fr`;
          expect(isGenericMailbox(address, context(last, address))).toBe(false);
          expect(parseGenericMailbox(address, context(last, address))).toBeNull();
          expect(containsPersonalAddress(`Écrire à ${address}.`)).toBe(true);
        },
      ),
      randomRuns(2000, 20_000),
    );
  });

  test('with an initial', () => {
    fc.assert(
      fc.property(fc.constantFrom(...letters), surname, separator, fc.boolean(), (initial, last, sign, swap) => {
        fc.pre(last.length > 4);
        const address = `${swap ? `${last}${sign}${initial}` : `${initial}${sign}${last}`}@x.fr`;
        expect(isGenericMailbox(address, context(last, address))).toBe(false);
        const joined = `${initial}${last}@x.fr`;
        expect(isGenericMailbox(joined, { names: [last] })).toBe(false);
      }),
      randomRuns(2000, 20_000),
    );
  });

  test('with a hyphen, even if the first name is not known', () => {
    fc.assert(
      fc.property(anyFirstName, surname, fc.boolean(), (first, last, swap) => {
        fc.pre(first !== last && first.length > 2);
        const address = `${swap ? `${last}-${first}` : `${first}-${last}`}@x.fr`;
        expect(isGenericMailbox(address, { names: [last], shared: new Set([address]) })).toBe(false);
      }),
      randomRuns(2000, 20_000),
    );
  });

  test('of a member in any writing, whatever the product is called', () => {
    const name = fc.array(anyFirstName, { minLength: 2, maxLength: 3 });
    fc.assert(
      fc.property(name, fc.constantFrom('.', '_', '-', '', '+'), fc.boolean(), (words, sign, swap) => {
        const member = new PersonNames([{ id: words.join('.'), name: words.join(' ').toUpperCase() }]);
        const [first = '', ...rest] = words;
        const local = (swap ? [...rest, first] : words).join(sign);
        const context = {
          names: [words.join('-'), ...words, local],
          shared: new Set([`${local}@x.fr`]),
          persons: member,
        };
        expect(judgeMailbox(`${local}@x.fr`, context)).toBe('MEMBER');
        expect(judgeMailbox(`contact.${local}@x.fr`, context)).toBe('MEMBER');
      }),
      randomRuns(1000, 20_000),
    );
  });
});
