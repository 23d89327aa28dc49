import type { ApolloServerPlugin, GraphQLRequestContext, HTTPGraphQLHead } from '@apollo/server';
import { HeaderMap } from '@apollo/server';
import type { ApiContext } from '../apiContext.ts';
import { etagOf, heldOf } from './etag.ts';
import { isWithinVersion } from './isWithinVersion.ts';
import { acceptedBy } from './mediaType.ts';

/** For caches between us and the reader: a minute is fresh, and ten more are good enough while a new answer is fetched. */
export const FOR_EVERYONE = 'public, max-age=60, stale-while-revalidate=600';

/** What a reader may keep, but asks about each time. */
export const ASK_AGAIN = 'public, no-cache';

const FOR_NOBODY = 'no-store';
const FOR_ONE = 'private, no-store';

/**
 * Tells caches how long each answer is good, by the version of the register: who has the answer of this version already
 * is told so (304) before anything is executed. Errors, commands and what a token was sent with are not kept.
 */
export const freshness: ApolloServerPlugin<ApiContext> = {
  async requestDidStart({ contextValue: { actor }, response: { http } }) {
    http.headers.set('cache-control', actor ? FOR_ONE : FOR_NOBODY);
    let isTagged = false;
    return {
      async responseForOperation(asked) {
        if (asked.operation?.operation !== 'query') return null;
        const isWithin = isWithinVersion(asked.schema, asked.document);
        asked.contextValue.read.isWithinVersion = isWithin;
        if (actor) return null;
        const kept = asked.request.http?.method === 'GET';
        isTagged = isWithin;
        if (kept) http.headers.set('cache-control', isTagged ? FOR_EVERYONE : ASK_AGAIN);
        const held = asked.request.http?.headers.get('if-none-match');
        if (!(kept && isTagged && held)) return null;
        const etag = etagOf(keyOf(asked, await asked.contextValue.reading.version()));
        const tag = heldOf(held, etag);
        if (!tag) return null;
        http.headers.set('etag', tag);
        return notModified();
      },
      async willSendResponse(asked) {
        const { body } = asked.response;
        if (body?.kind !== 'single') return;
        if (body.singleResult.errors) return forget(http, actor !== null);
        const { read, reading } = asked.contextValue;
        if (isTagged) http.headers.set('etag', etagOf(keyOf(asked, read.version ?? (await reading.version()))));
      },
    };
  },
};

function keyOf({ contextValue, request, queryHash }: GraphQLRequestContext<ApiContext>, version: number) {
  const { mediaType } = acceptedBy(request.http?.headers.get('accept'));
  return {
    version,
    today: contextValue.today,
    asked: [mediaType, queryHash, request.operationName ?? null, request.variables ?? {}],
  };
}

function notModified() {
  return { body: { kind: 'single' as const, singleResult: {} }, http: { status: 304, headers: new HeaderMap() } };
}

function forget(http: HTTPGraphQLHead, known: boolean): void {
  http.headers.set('cache-control', known ? FOR_ONE : FOR_NOBODY);
}
