import type { ApolloServerPlugin } from '@apollo/server';
import type { ApiContext } from './apiContext.ts';

/**
 * Says on every response which version of the register it is of, and ends what it read from. For commands it is the
 * version that the last of them made: of several at once, no two say the same.
 */
export const answersOfOneVersion: ApolloServerPlugin<ApiContext> = {
  async requestDidStart() {
    return {
      async willSendResponse({ contextValue: { reading, committed, record }, response: { body } }) {
        try {
          const version = committed.version ?? (await reading.version());
          record.version = version;
          if (body.kind !== 'single') return;
          body.singleResult.extensions = { ...body.singleResult.extensions, register: { version } };
        } finally {
          await reading.end();
        }
      },
    };
  },
};
