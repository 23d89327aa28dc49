import { fail } from '../../errors/errors.ts';
import type { RowOfPage } from '../../graphql/connections/page.ts';
import { pageOf } from '../../graphql/connections/page.ts';
import { sliceOf } from '../../graphql/connections/slice.ts';
import type { RequestContext } from '../../graphql/context.ts';
import { idAsOf } from '../../graphql/globalId.ts';
import { LIST_TOO_LONG, TEXT_TOO_LONG } from '../../graphql/graphqlErrors.ts';
import { tableOf } from '../../graphql/relations/columns.ts';
import { loader, ROOT, requireRow } from '../../graphql/relations/loaders.ts';
import { loadNode } from '../../graphql/relations/lookup.ts';
import { checkPageSize } from '../../graphql/relations/pageSize.ts';
import { searchWords } from '../../values/searchText.ts';
import { type Excerpt, excerptOf, matchesIn } from './excerptOf.ts';
import type { SearchArguments, SearchConnection, SearchEdge } from './Search.ts';
import type { SuggestArguments, Suggestion } from './Suggestion.ts';
import {
  SEARCH_KIND_NAMES,
  SEARCH_KINDS,
  SEARCHED,
  SEARCHED_PROPERTIES,
  SearchField,
  type SearchKind,
} from './searchKinds.ts';
import { bestHits, bestNames, HIT_ORDER, type HitRow, hitCounts, type NameRow } from './searchStatement.ts';

const MAXIMUM_LENGTH = 200;
const MAXIMUM_WORDS = 12;

/** A page of hits: one statement for the page, one for the counts, and one for the rows of each kind on the page. */
export function loadSearch(ctx: RequestContext, { text, kinds, ...pagination }: SearchArguments): SearchConnection {
  checkTextLength(text);
  const among = SEARCH_KINDS.filter((kind) => kinds?.includes(kind) ?? true);
  const slice = sliceOf(idAsOf(`Query.search ${JSON.stringify([text, among])}`, ctx.asOf), HIT_ORDER, pagination);
  const read = () =>
    loader(ctx, bestHits, { text, among, ...pagination }, async () => {
      const rows = among.length === 0 ? [] : await ctx.reader.rows<HitRow & RowOfPage>(bestHits(text, among, slice));
      return () => rows;
    }).load(ROOT.key);
  const counts = () =>
    loader(ctx, hitCounts, { text }, async () => {
      const rows = await ctx.reader.rows<{ kind: SearchKind; count: number }>(hitCounts(text));
      return () => rows;
    }).load(ROOT.key);
  const total = async () =>
    (await counts()).reduce((sum, { kind, count }) => sum + (among.includes(kind) ? count : 0), 0);
  const page = pageOf<HitRow>(slice, pagination, read, total);
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
      return counts().then((rows) =>
        rows.map(({ kind, count }) => ({ value: kind, label: SEARCH_KIND_NAMES.labels[kind], count })),
      );
    },
  };
}

/** The best records by name: one statement, and one for the rows of each kind if their nodes are selected. */
export async function loadSuggestions(
  ctx: RequestContext,
  { text, first, kinds }: SuggestArguments,
): Promise<Suggestion[]> {
  checkTextLength(text);
  const size = checkPageSize('first', first);
  const among = SEARCH_KINDS.filter((kind) => kinds?.includes(kind) ?? true);
  if (among.length === 0 || size === 0) return [];
  const rows = await ctx.reader.rows<NameRow>(bestNames(text, among, size));
  return rows.map((row) => suggestionOf(ctx, row));
}

function suggestionOf(ctx: RequestContext, row: NameRow): Suggestion {
  const { kind, name, slug } = row;
  const label = labelOf(row);
  return {
    kind,
    name,
    slug,
    label,
    matches: matchesIn(label, row).map(({ start, end }) => ({ start, end })),
    get node() {
      return nodeOf(ctx, row);
    },
  };
}

/** The name, with the first of its other names that has a found word if the name has none. */
function labelOf(row: NameRow): string {
  const { name, slug, acronym, commonNames } = row;
  if (matchesIn(name, row).length > 0) return name;
  const others = [acronym, ...(commonNames?.split(', ') ?? []), slug].filter((each) => each !== null);
  const found = others.find((each) => matchesIn(each, row).length > 0);
  return found === undefined ? name : `${name} (${found})`;
}

function checkTextLength(text: string): void {
  if (text.length > MAXIMUM_LENGTH) {
    fail(TEXT_TOO_LONG, { path: 'text', length: text.length, maximum: MAXIMUM_LENGTH });
  }
  const words = searchWords(text).length;
  if (words > MAXIMUM_WORDS) {
    fail(LIST_TOO_LONG, { path: 'text, in words,', length: words, maximum: MAXIMUM_WORDS });
  }
}

/** Getters load the node and compute the excerpt only if a query selects them. */
function edgeOf(ctx: RequestContext, cursor: string, hit: HitRow): SearchEdge {
  let computed: Promise<Excerpt> | undefined;
  const excerpt = () => {
    computed ??= nodeOf(ctx, hit).then((node) => excerptOf(textsOf(hit, node), hit));
    return computed;
  };
  return {
    cursor,
    score: hit.score,
    get node() {
      return nodeOf(ctx, hit);
    },
    get field() {
      return excerpt().then(({ field }) => field);
    },
    get excerpt() {
      return excerpt().then((each) => each.excerpt);
    },
    get matches() {
      return excerpt().then(({ matches }) => matches);
    },
  };
}

function nodeOf(ctx: RequestContext, { kind, key }: HitRow): Promise<object> {
  const { model } = SEARCHED[kind];
  return requireRow(loadNode(ctx, [model], `${tableOf(model)}_${key}`));
}

function textsOf({ kind, commonNames }: HitRow, node: object): { field: SearchField; text: string }[] {
  const fields: { field: SearchField; text: string }[] = SEARCHED[kind].excerpts.flatMap((field) => {
    const value: unknown = Reflect.get(node, SEARCHED_PROPERTIES[field]);
    const text = Array.isArray(value) ? value.join(', ') : value;
    return typeof text === 'string' && text !== '' ? [{ field, text }] : [];
  });
  return commonNames === null ? fields : [...fields, { field: SearchField.COMMON_NAMES, text: commonNames }];
}
