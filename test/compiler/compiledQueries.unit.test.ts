import { expect, test } from '@jest/globals';
import { getOperationAST, parse } from 'graphql';
import { CompiledQueries } from '../../src/compiler/CompiledQueries.ts';
import { buildGraph } from '../../src/server/schema.ts';
import { collectGarbage } from '../support/collectGarbage.ts';
import { TODAY } from '../support/register.ts';

const schema = await buildGraph();

function query(text: string) {
  const document = parse(text);
  const operation = getOperationAST(document);
  if (!operation) throw new Error('there is no operation');
  return { document, operation };
}

function countOf(held: readonly WeakRef<object>[]): number {
  return held.filter((each) => each.deref() !== undefined).length;
}

/** A query of 30 fields, ten of which may be skipped, each with a page size of its own. */
const FIELDS = Array.from({ length: 30 }, (_, at) => {
  const skip = at < 10 ? ` @skip(if: $s${at})` : '';
  return `f${at}: startups(first: ${at < 10 ? `$n${at}` : 1})${skip} { nodes { slug name phase } }`;
});
const VARIABLES = FIELDS.slice(0, 10).map((_, at) => `$s${at}: Boolean! $n${at}: Int`);

test('keeps a bounded number of statements of one operation, whichever variables they depend on', async () => {
  const queries = new CompiledQueries(schema);
  const { document, operation } = query(`query (${VARIABLES.join(' ')}) { ${FIELDS.join(' ')} }`);
  const compiled = Array.from({ length: 150 }, (_, turn) => {
    const skipped = FIELDS.slice(0, 10).flatMap((_field, at) => [
      [`s${at}`, (turn >> at) % 2 === 1],
      [`n${at}`, at],
    ]);
    return queries.of(document, operation, { variables: Object.fromEntries(skipped), today: TODAY });
  });
  expect(Math.min(...compiled.map(({ statement }) => statement?.text.length ?? 0))).toBeGreaterThan(10_000);
  const held = compiled.splice(0).map((each) => new WeakRef(each));
  await collectGarbage();
  expect(countOf(held)).toBeLessThan(100);
});

test('keeps a bounded number of operations, even of documents that are kept elsewhere', async () => {
  const queries = new CompiledQueries(schema);
  const slugs = Array.from({ length: 1_000 }, (_, at) => `"s${at}"`).join(' ');
  const all = Array.from({ length: 120 }, (_, turn) =>
    query(`{ a${turn}: startups(first: 0, filter: { slugs: [${slugs}] }) { totalCount } }`),
  );
  const held = all.map(({ document, operation }) => {
    return new WeakRef(queries.of(document, operation, { variables: {}, today: TODAY }));
  });
  await collectGarbage();
  expect(countOf(held)).toBeGreaterThan(10);
  expect(countOf(held)).toBeLessThan(90);
  expect(all).toHaveLength(120);
});

test('gives the same statement for the same values', () => {
  const queries = new CompiledQueries(schema);
  const { document, operation } = query('query ($n: Int) { startups(first: $n) { nodes { slug } } }');
  const of = (n: number) => queries.of(document, operation, { variables: { n }, today: TODAY });
  const first = of(1);
  expect(of(2)).not.toBe(first);
  expect(of(1)).toBe(first);
});
