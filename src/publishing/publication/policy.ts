import type { Schemas } from '../datagouv/shapes.ts';

/** What a run was asked, and what it knows by now: all that a plan depends on beside what is wanted and what is there. */
export interface Policy {
  /** The id of the organization that publishes. */
  readonly organization: string;
  readonly release: string;
  /** Writes over what people changed by hand. */
  readonly forceMetadata: boolean;
  /** Makes again what people deleted by hand. */
  readonly recreate: boolean;
  /** The catalogue of schemas; null when it can't be had, and schemas are then left alone. */
  readonly schemas: Schemas | null;
  /** Fields that this very run wrote: what came out otherwise was lost on the way, not edited by someone. */
  readonly written: ReadonlySet<string>;
}
