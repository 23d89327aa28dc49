import { Arg, Ctx, Extensions, Int, ObjectType, Query, Resolver } from 'type-graphql';
import { LabeledField, labeled } from '../graphql/labels.ts';
import { Node } from '../graphql/Node.ts';
import { NotInOpenData } from '../graphql/openData.ts';
import { ROOT } from '../graphql/relations/loaders.ts';
import { DateTimeScalar } from '../graphql/scalars.ts';
import { type AsOf, AsOfInput, contextAsOf } from './asOf.ts';
import type { RegisterContext, SnapshotContext } from './registerContext.ts';

@NotInOpenData('Each release is a snapshot: `release.json` has its version and instant.')
@ObjectType({
  implements: Node,
  description:
    'The register at one version. A snapshot never changes, except by an erasure of personal data. Its fields are those of `Query`; where they depend on a day, the default is the day of `recordedAt` in Paris. The global id of each object in it ends with `@` and the version.',
})
export class Snapshot extends Node {
  @LabeledField(() => Int, { label: 'Version', description: 'The version of the register.' })
  readonly version!: number;

  @LabeledField(() => DateTimeScalar, {
    label: 'Instant',
    description: 'The instant at which the version was committed.',
  })
  readonly recordedAt!: Date;
}

/** The global id of a snapshot without its version. It is not a global id by itself. */
export const SNAPSHOT_ID = 'register';

/** The snapshot that a context reads. The fields of the snapshot are read in the same context. */
export function snapshotOf(ctx: SnapshotContext): Snapshot {
  const { asOf: version, recordedAt } = ctx;
  const snapshot = Object.assign(new Snapshot(), { ...ROOT, id: SNAPSHOT_ID, version, recordedAt });
  ctx.contextOf.set(snapshot, ctx);
  return snapshot;
}

@Resolver()
export class SnapshotQueries {
  @Extensions(labeled('État passé'))
  @Query(() => Snapshot, {
    nullable: true,
    description:
      'The register at a version, or at the version that was current at an instant. Null with the error `AS_OF_OUT_OF_RANGE` if there is no such version.',
  })
  async at(
    @Arg('asOf', () => AsOfInput, { description: 'The version, by its number or by an instant.' }) asOf: AsOf,
    @Ctx() ctx: RegisterContext,
  ): Promise<Snapshot> {
    return snapshotOf(await contextAsOf(ctx, asOf));
  }
}
