import type { ApolloServerPlugin } from '@apollo/server';
import { knownDatabaseError } from '../database/knownDatabaseError.ts';
import { RegisterError } from '../errors/errors.ts';
import { versionOf } from '../register/known/stamp.ts';
import type { ApiContext } from './apiContext.ts';

/**
 * Says on every response which version of the register it is of. For commands it is the version that the last of them
 * made: of several at once, no two say the same. An answer that could not be read at all is of no version.
 */
export const answersOfOneVersion: ApolloServerPlugin<ApiContext> = {
  async requestDidStart() {
    return {
      async willSendResponse({ contextValue: { reading, read, committed, record }, response: { body } }) {
        if (body.kind !== 'single') return;
        const hasErrors = body.singleResult.errors !== undefined;
        const version = committed.version ?? (await versionReadBy({ read, reading }, hasErrors));
        record.version = version;
        if (version === null) return;
        body.singleResult.extensions = { ...body.singleResult.extensions, register: { version } };
      },
    };
  },
};

async function versionReadBy(
  { read, reading }: Pick<ApiContext, 'read' | 'reading'>,
  wasTold: boolean,
): Promise<number | null> {
  try {
    read.stamp ??= await reading.stamp();
    return versionOf(read.stamp);
  } catch (error) {
    if (wasTold && (error instanceof RegisterError || knownDatabaseError(error))) return null;
    throw error;
  }
}
