import { expect, test } from '@jest/globals';
import { getOperationAST, parse } from 'graphql';
import { PreparedDocuments } from '../../src/server/pipeline/PreparedDocuments.ts';
import { buildApiSchema } from '../../src/server/schema/schema.ts';
import { collectGarbage } from '../support/collectGarbage.ts';
import { TODAY } from '../support/register.ts';

const schema = await buildApiSchema();

/** The documents, and a function that prepares the query of a text and compiles it for variables. */
function preparing() {
  const documents = new PreparedDocuments(schema);
  let prepared = 0;
  const prepare = async (text: string) => {
    const document = parse(text);
    const operation = getOperationAST(document);
    if (!operation) throw new Error('there is no operation');
    prepared += 1;
    await documents.set(`hash-${prepared}`, document);
    return documents.prepare(`hash-${prepared}`, document, operation, undefined);
  };
  return { documents, prepare };
}

function countOf(retained: readonly WeakRef<object>[]): number {
  return retained.filter((each) => each.deref() !== undefined).length;
}

/** A query of 30 fields with their own page sizes, ten of which may be skipped. */
const FIELDS = Array.from({ length: 30 }, (_, at) => {
  const skip = at < 10 ? ` @skip(if: $s${at})` : '';
  return `f${at}: startups(first: ${at < 10 ? `$n${at}` : 1})${skip} { nodes { slug name phase } }`;
});
const VARIABLES = FIELDS.slice(0, 10).map((_, at) => `$s${at}: Boolean! $n${at}: Int`);

test('caches a bounded number of statements per operation, whatever variables they depend on', async () => {
  const { documents, prepare } = preparing();
  const prepared = await prepare(`query (${VARIABLES.join(' ')}) { ${FIELDS.join(' ')} }`);
  const plans = Array.from({ length: 150 }, (_, turn) => {
    const variables = FIELDS.slice(0, 10).flatMap((_field, at) => [
      [`s${at}`, (turn >> at) % 2 === 1],
      [`n${at}`, at],
    ]);
    return documents.compilePlan(prepared, { variables: Object.fromEntries(variables), today: TODAY }, 1);
  });
  expect(Math.min(...plans.map(({ compiled }) => compiled?.statement.text.length ?? 0))).toBeGreaterThan(10_000);
  const retained = plans.splice(0).map((each) => new WeakRef(each));
  await collectGarbage();
  expect(countOf(retained)).toBeGreaterThan(0);
  expect(countOf(retained)).toBeLessThan(100);
});

test('caches a bounded number of documents and plans', async () => {
  const { documents, prepare } = preparing();
  const slugs = Array.from({ length: 1_000 }, (_, at) => `"s${at}"`).join(' ');
  const retained = [];
  for (let turn = 0; turn < 200; turn += 1) {
    const text = `{ a${turn}: startups(first: 0, filter: { slug: [${slugs}] }) { totalCount } }`;
    const prepared = await prepare(text);
    documents.compilePlan(prepared, { variables: {}, today: TODAY }, 1);
    retained.push(new WeakRef(prepared.document));
  }
  await collectGarbage();
  expect(countOf(retained)).toBeGreaterThan(10);
  expect(countOf(retained)).toBeLessThan(130);
});

test('returns the cached plan for the same values', async () => {
  const { documents, prepare } = preparing();
  const prepared = await prepare('query ($n: Int) { startups(first: $n) { nodes { slug } } }');
  const plan = documents.compilePlan(prepared, { variables: { n: 1 }, today: TODAY }, 1);
  expect(documents.findPlan(prepared, { variables: { n: 2 }, today: TODAY })).toBeNull();
  expect(documents.findPlan(prepared, { variables: { n: 1 }, today: TODAY })).toBe(plan);
});
