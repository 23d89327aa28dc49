import { fail } from '../../errors/errors.ts';
import type { Placed } from '../../graphql/connections/page.ts';
import { forwardSlice, pageOf } from '../../graphql/connections/page.ts';
import type { RequestContext } from '../../graphql/context.ts';
import { LIST_TOO_LONG, TEXT_TOO_LONG } from '../../graphql/graphqlErrors.ts';
import { tableOf } from '../../graphql/relations/columns.ts';
import { loader } from '../../graphql/relations/loaders.ts';
import { loadNode } from '../../graphql/relations/lookup.ts';
import { present } from '../../graphql/relations/present.ts';
import { ROOT } from '../../graphql/relations/root.ts';
import type { Passage } from './passageOf.ts';
import { passageOf } from './passageOf.ts';
import type { SearchArguments, SearchConnection, SearchEdge, SearchKindCount } from './Search.ts';
import { SEARCH_KINDS, SEARCHED } from './searched.ts';
import type { HitRow } from './searchStatement.ts';
import { bestHits, HIT_ORDER, hitCounts } from './searchStatement.ts';

const TEXT_AT_MOST = 200;
const WORDS_AT_MOST = 12;

/**
 * A page of the hits of a search: one statement for the page whatever the kinds, one for the counts, and one for the
 * rows of each kind that is on the page.
 */
export function loadSearch(ctx: RequestContext, { text, kinds, ...asked }: SearchArguments): SearchConnection {
  refuseLongText(text);
  const among = SEARCH_KINDS.filter((kind) => kinds?.includes(kind) ?? true);
  const slice = forwardSlice(`Query.search ${JSON.stringify([text, among])}`, HIT_ORDER, asked);
  const given = { text, among, ...asked };
  const read = () =>
    loader(ctx, bestHits, given, async () => {
      const rows =
        among.length === 0
          ? []
          : await ctx.reader.rows<HitRow & Placed>(bestHits(text, among, slice.after, slice.size + 1));
      return () => rows;
    }).load(ROOT.key);
  const count = () =>
    loader(ctx, hitCounts, { text }, async () => {
      const counts = await ctx.reader.rows<SearchKindCount>(hitCounts(text));
      return () => counts;
    }).load(ROOT.key);
  const page = pageOf<HitRow>(slice, asked, read, async () =>
    (await count()).filter(({ kind }) => among.includes(kind)).reduce((total, each) => total + each.count, 0),
  );
  return {
    get nodes() {
      return page.nodes.then((hits) => Promise.all(hits.map((hit) => nodeOf(ctx, hit))));
    },
    get edges() {
      return page.edges.then((edges) => edges.map(({ cursor, node }) => edgeOf(ctx, cursor, node)));
    },
    get pageInfo() {
      return page.pageInfo;
    },
    get totalCount() {
      return page.totalCount;
    },
    get kinds() {
      return count();
    },
  };
}

function refuseLongText(text: string): void {
  if (text.length > TEXT_AT_MOST) {
    fail(TEXT_TOO_LONG, { path: 'text', length: text.length, maximum: TEXT_AT_MOST });
  }
  const words = text.match(/[\p{L}\p{M}\p{N}]+/gu)?.length ?? 0;
  if (words > WORDS_AT_MOST) {
    fail(LIST_TOO_LONG, { path: 'text, in words,', length: words, maximum: WORDS_AT_MOST });
  }
}

/** What is found is read when it is asked for, and the excerpt with it. */
function edgeOf(ctx: RequestContext, cursor: string, hit: HitRow): SearchEdge {
  let passage: Promise<Passage> | null = null;
  const told = () => {
    passage ??= nodeOf(ctx, hit).then((node) => passageOf(textsOf(hit, node), hit.words));
    return passage;
  };
  return {
    cursor,
    score: hit.score,
    get node() {
      return nodeOf(ctx, hit);
    },
    get field() {
      return told().then(({ field }) => field);
    },
    get excerpt() {
      return told().then(({ excerpt }) => excerpt);
    },
    get matches() {
      return told().then(({ matches }) => matches);
    },
  };
}

function nodeOf(ctx: RequestContext, { kind, key }: HitRow): Promise<object> {
  const model = SEARCHED[kind].model();
  return present(loadNode(ctx, [model], `${tableOf(model)}_${key}`));
}

function textsOf({ kind }: HitRow, node: object): { field: string; text: string }[] {
  const values = new Map<string, unknown>(Object.entries(node));
  return SEARCHED[kind].excerpts.flatMap((field) => {
    const value = values.get(field);
    const text = Array.isArray(value) ? value.join(', ') : value;
    return typeof text === 'string' && text !== '' ? [{ field, text }] : [];
  });
}
