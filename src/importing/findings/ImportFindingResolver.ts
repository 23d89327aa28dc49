import { Args, Ctx, Extensions, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { anyOf } from '../../foundation/condition.ts';
import { connectionType } from '../../foundation/connectionType.ts';
import type { RequestContext } from '../../foundation/context.ts';
import { connected, listing, orderKey } from '../../foundation/listing.ts';
import { loadMany, loadOne } from '../../foundation/loaders.ts';
import type { Page } from '../../foundation/page.ts';
import { loadPage } from '../../foundation/page.ts';
import { present } from '../../foundation/present.ts';
import { declares, manyOfRoot, oneBy } from '../../foundation/relations.ts';
import { ROOT } from '../../foundation/root.ts';
import { self, sql } from '../../foundation/sql.ts';
import { type ImportFindingFilter, ImportFindingsArguments } from './FindingFilter.ts';
import { ImportFinding } from './ImportFinding.ts';
import { ImportSource } from './ImportSource.ts';

const ImportFindingConnection = connectionType(ImportFinding, 'constats d’import');

/** How findings can be listed: by code, then as they were found. */
export const findingsListing = listing<ImportFinding, ImportFindingFilter, 'CODE'>(() => ImportFinding, {
  conditions: {
    codes: anyOf(sql`${self}.code`, 'text'),
    outcomes: anyOf(sql`${self}.outcome`, 'finding_outcome'),
    subjects: anyOf(sql`${self}.subject`, 'finding_subject'),
    sourceIds: anyOf(sql`${self}.source_key`, 'text'),
  },
  orders: { CODE: orderKey('text', sql`${self}.code`) },
  defaultOrder: 'CODE',
});

const everyFinding = connected('Query.importFindings', findingsListing);
const everySource = manyOfRoot(() => ImportSource, sql`${self}.name`);
const sourceOf = oneBy<ImportFinding, ImportSource>(() => ImportSource, 'importKey');

@Resolver(() => ImportFinding)
export class ImportFindingResolver {
  @Extensions(declares(everyFinding))
  @Query(() => ImportFindingConnection, {
    description: 'Constats d’import — what imports noticed in their input, by code.',
  })
  importFindings(
    @Args(() => ImportFindingsArguments) asked: ImportFindingsArguments,
    @Ctx() ctx: RequestContext,
  ): Promise<Page<ImportFinding>> {
    return loadPage(ctx, everyFinding, asked);
  }

  @Extensions(declares(everySource))
  @Query(() => [ImportSource], { description: 'Sources — where imported rows come from, by name.' })
  importSources(@Ctx() ctx: RequestContext): Promise<ImportSource[]> {
    return loadMany(ctx, everySource, ROOT);
  }

  @Extensions(declares(sourceOf))
  @FieldResolver(() => ImportSource, { description: 'Source — whose input it is about.' })
  source(@Root() finding: ImportFinding, @Ctx() ctx: RequestContext): Promise<ImportSource> {
    return present(loadOne(ctx, sourceOf, finding));
  }
}
