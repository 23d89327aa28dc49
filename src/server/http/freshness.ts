import type { ApolloServerPlugin, GraphQLRequestContext, HTTPGraphQLHead } from '@apollo/server';
import { HeaderMap } from '@apollo/server';
import type { FastifyRequest } from 'fastify';
import type { Actor } from '../../register/Actor.ts';
import type { Asked } from '../answer.ts';
import type { ApiContext } from '../apiContext.ts';
import { type AnswerKey, etagOf, heldOf } from './etag.ts';
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
        const etag = etagOf(keyOf(asked, await asked.contextValue.reading.stamp()));
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
        if (isTagged) http.headers.set('etag', etagOf(keyOf(asked, read.stamp ?? (await reading.stamp()))));
      },
    };
  },
};

/** An answer to a query that changes with the version only. */
export interface Fresh {
  readonly request: FastifyRequest;
  readonly asked: Pick<Asked, 'operationName' | 'variables'>;
  /** SHA-256 of the document. */
  readonly hash: string;
  readonly today: string;
  readonly actor: Actor | null;
  readonly stamp: string;
}

/** The same of an answer that no plugin of Apollo sees: its headers. */
export function freshHeaders({ request, asked, hash, today, actor, stamp }: Fresh): [string, string][] {
  if (actor) return [['cache-control', FOR_ONE]];
  const etag = etagOf(answerKey(request.headers.accept, hash, asked, today, stamp));
  return [
    ['cache-control', request.method === 'GET' ? FOR_EVERYONE : FOR_NOBODY],
    ['etag', etag],
  ];
}

function keyOf({ contextValue, request, queryHash = '' }: GraphQLRequestContext<ApiContext>, stamp: string): AnswerKey {
  return answerKey(request.http?.headers.get('accept'), queryHash, request, contextValue.today, stamp);
}

function answerKey(
  accept: string | undefined,
  hash: string,
  { operationName, variables }: Fresh['asked'],
  today: string,
  stamp: string,
): AnswerKey {
  return { stamp, today, asked: [acceptedBy(accept).mediaType, hash, operationName ?? null, variables ?? {}] };
}

function notModified() {
  return { body: { kind: 'single' as const, singleResult: {} }, http: { status: 304, headers: new HeaderMap() } };
}

function forget(http: HTTPGraphQLHead, known: boolean): void {
  http.headers.set('cache-control', known ? FOR_ONE : FOR_NOBODY);
}
