import type { ApolloServerPlugin, BaseContext } from '@apollo/server';
import { statusOf } from '../errors/errors.ts';

/**
 * Gives what the asker can't help the status of the table: Apollo answers 200 to whatever fails while a document is
 * executed. What passes says when to ask again.
 */
export const faultsAreOurs: ApolloServerPlugin<BaseContext> = {
  async requestDidStart() {
    return {
      async willSendResponse({ response: { body, http } }) {
        const errors = body.kind === 'single' ? (body.singleResult.errors ?? []) : [];
        const statuses = errors.map(({ extensions }) => statusOf(extensions?.code));
        const worst = [500, 503, 499].find((status) => statuses.includes(status));
        if (worst === undefined) return;
        http.status = worst;
        if (worst === 503) http.headers.set('retry-after', RETRY_AFTER);
      },
    };
  },
};

/** In seconds: what is away or busy is mostly back by then. */
export const RETRY_AFTER = '1';
