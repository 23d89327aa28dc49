import type { ApolloServerPlugin, BaseContext } from '@apollo/server';
import { ERRORS } from '../foundation/errors.ts';

/** Gives what is our fault the status of the table: Apollo answers 200 to whatever fails while a document is executed. */
export const faultsAreOurs: ApolloServerPlugin<BaseContext> = {
  async requestDidStart() {
    return {
      async willSendResponse({ response: { body, http } }) {
        const errors = body.kind === 'single' ? (body.singleResult.errors ?? []) : [];
        const ours = errors.some(({ extensions }) => extensions?.code === 'INTERNAL_SERVER_ERROR');
        if (ours) http.status = ERRORS.INTERNAL_SERVER_ERROR.status;
      },
    };
  },
};
