import { fail } from '../errors/errors.ts';
import { forget } from '../graphql/relations/loaders.ts';
import { clientOf } from '../sql/rowWriter.ts';
import { change } from './change.ts';
import type { RegisterContext } from './registerContext.ts';
import { ENTITY_LOOP, UNAUTHENTICATED } from './registerErrors.ts';
import type { Writer } from './writer.ts';
import { writerOn } from './writer.ts';

/**
 * Carries out a command: one transaction, one version, one line of the journal, or nothing at all. Its role was checked
 * before its field was resolved (`needs`).
 * @param name as the journal tells it: the name of the mutation.
 * @param work reads and writes through the writer it is given, and refuses before it writes.
 */
export async function command<R>(ctx: RegisterContext, name: string, work: (writer: Writer) => Promise<R>): Promise<R> {
  if (!ctx.actor) fail(UNAUTHENTICATED, { problem: `${name} is not for everyone` });
  // What was read so far was before the change; and the embedded database has one session, which reading holds.
  await ctx.reading.end();
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
    if (constraintOf(error) === 'entity_tree') fail(ENTITY_LOOP);
    throw error;
  }
}

function constraintOf(error: unknown): string | null {
  const cause = error instanceof Error && 'driverError' in error ? error.driverError : error;
  if (typeof cause !== 'object' || cause === null || !('constraint' in cause)) return null;
  return typeof cause.constraint === 'string' ? cause.constraint : null;
}
