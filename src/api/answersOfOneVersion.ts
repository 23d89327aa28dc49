import type { ApolloServerPlugin } from '@apollo/server';
import type { RegisterContext } from '../register/registerContext.ts';

/**
 * Says on every response which version of the register it is of. For commands it is the version that the last of them
 * made: of several at once, no two say the same.
 */
export const answersOfOneVersion: ApolloServerPlugin<RegisterContext> = {
  async requestDidStart() {
    return {
      async willSendResponse({ contextValue: { reading, committed }, response: { body } }) {
        const version = committed.version ?? (await reading.version());
        if (body.kind !== 'single') return;
        body.singleResult.extensions = { ...body.singleResult.extensions, register: { version } };
      },
    };
  },
};
