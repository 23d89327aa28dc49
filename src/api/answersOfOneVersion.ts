import type { ApolloServerPlugin } from '@apollo/server';
import type { RegisterContext } from '../register/registerContext.ts';

/** Says on every response which version of the register it is of, and ends what it read from. */
export const answersOfOneVersion: ApolloServerPlugin<RegisterContext> = {
  async requestDidStart() {
    return {
      async willSendResponse({ contextValue: { reading }, response: { body } }) {
        try {
          const version = await reading.version();
          if (body.kind !== 'single') return;
          body.singleResult.extensions = { ...body.singleResult.extensions, register: { version } };
        } finally {
          await reading.end();
        }
      },
    };
  },
};
