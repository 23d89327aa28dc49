import { refuse } from '../errors/errors.ts';
import { forget } from '../graphql/relations/loaders.ts';
import { clientOf } from '../sql/rowWriter.ts';
import { change } from './change.ts';
import type { RegisterContext } from './registerContext.ts';
import type { Writer } from './writer.ts';
import { writerOn } from './writer.ts';

/**
 * Carries out a command: one transaction, one version, one line of the journal, or nothing at all. Its role was checked
 * before its field was resolved (`needs`).
 * @param name as the journal tells it: the name of the mutation.
 * @param work reads and writes through the writer it is given, and refuses before it writes.
 */
export async function command<R>(ctx: RegisterContext, name: string, work: (writer: Writer) => Promise<R>): Promise<R> {
  if (!ctx.actor) refuse('UNAUTHENTICATED', { problem: `${name} is not for everyone` });
  // The transaction reads what was before the change, and holds the one session of the embedded database.
  await ctx.transaction.end();
  forget(ctx);
  try {
    const { result, version } = await change(
      ctx.dataSource,
      { actor: ctx.actor.name, command: name },
      async (manager) => ({
        wrote: true,
        result: await work(writerOn(await clientOf(manager))),
      }),
    );
    ctx.committed.version = version;
    return result;
  } catch (error) {
    if (constraintOf(error) === 'entity_tree') refuse('ENTITY_LOOP', {});
    throw error;
  }
}

function constraintOf(error: unknown): string | null {
  const cause = error instanceof Error && 'driverError' in error ? error.driverError : error;
  if (typeof cause !== 'object' || cause === null || !('constraint' in cause)) return null;
  return typeof cause.constraint === 'string' ? cause.constraint : null;
}
