import { parseArgs } from 'node:util';
import { VARIANTS } from './variants.ts';

/** What a run of the bench is to do. */
export interface Options {
  /** How many startups: one table each. */
  readonly startups: readonly number[];
  readonly seconds: number;
  readonly rounds: number;
  readonly variants: readonly string[];
  readonly wide: boolean;
  readonly embedded: boolean;
  readonly write: boolean;
}

export const HELP = `The same questions to the register, to its peers and to floors, on the same data, in turn.

  npm run bench                                   700 startups, every variant, 3 rounds of 5 seconds
  npm run bench -- --startups 700,70000,1000000 --write
                                                  what bench/README.md shows, written there
  npm run bench:short                             one short round: figures to look at, as in CI

  --startups 700       how many startups, or several numbers with commas between: a database and a table for each
  --seconds 5          how long each variant is asked each question in a round
  --rounds 3           how many rounds; variants take turns in each, and the median of the rounds is told
  --only a,b           only these variants: ${VARIANTS.map(({ name }) => name).join(', ')}
  --no-wide            without the questions to the whole table: deep pages, counts, facets, searches
  --no-embedded        without the embedded database
  --write              writes what was measured into bench/README.md

PostgreSQL is one that the bench starts itself, or the server of BENCH_DATABASE_URL, where it makes databases named
registre_bench_… and drops them. Peers are installed in bench/peers when they are not there; without a network they are
left out, and that is said. Run it on a machine that does nothing else; seconds mean nothing elsewhere, ratios do.`;

/** @returns null when help is asked for. */
export function readOptions(given: readonly string[]): Options | null {
  const { values } = parseArgs({
    args: [...given],
    options: {
      help: { type: 'boolean', short: 'h' },
      startups: { type: 'string', default: '700' },
      seconds: { type: 'string', default: '5' },
      rounds: { type: 'string', default: '3' },
      only: { type: 'string' },
      'no-wide': { type: 'boolean', default: false },
      'no-embedded': { type: 'boolean', default: false },
      write: { type: 'boolean', default: false },
    },
  });
  if (values.help) return null;
  const known = VARIANTS.map(({ name }) => name);
  const variants = values.only?.split(',') ?? known;
  const unknown = variants.find((name) => !known.includes(name));
  if (unknown !== undefined)
    throw new Error(`--only ${unknown}: there is no such variant; there are ${known.join(', ')}`);
  return {
    startups: values.startups.split(',').map((text) => wholeNumber('--startups', text, 500)),
    seconds: wholeNumber('--seconds', values.seconds, 1),
    rounds: wholeNumber('--rounds', values.rounds, 1),
    variants,
    wide: !values['no-wide'],
    embedded: !values['no-embedded'],
    write: values.write,
  };
}

function wholeNumber(name: string, text: string, least: number): number {
  const number = Number(text);
  if (!/^\d+$/.test(text) || number < least)
    throw new Error(`${name} ${text}: it must be a whole number of ${least} or more`);
  return number;
}
