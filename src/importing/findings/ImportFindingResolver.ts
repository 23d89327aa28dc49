import { Args, Ctx, Extensions, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { Page } from '../../graphql/connections/connectionType.ts';
import { connectionType } from '../../graphql/connections/connectionType.ts';
import { connected, listing, orderKey } from '../../graphql/connections/listing.ts';
import { loadPage } from '../../graphql/connections/page.ts';
import type { RequestContext } from '../../graphql/context.ts';
import { anyOf } from '../../graphql/filters/condition.ts';
import { loadMany, loadOne } from '../../graphql/relations/loaders.ts';
import { present } from '../../graphql/relations/present.ts';
import { manyOfRoot, oneBy, relation } from '../../graphql/relations/relations.ts';
import { ROOT } from '../../graphql/relations/root.ts';
import { self, sql } from '../../sql/sql.ts';
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
  @Extensions(relation(everyFinding))
  @Query(() => ImportFindingConnection, {
    description: 'Constats d’import — what imports noticed in their input, by code.',
  })
  importFindings(
    @Args(() => ImportFindingsArguments) asked: ImportFindingsArguments,
    @Ctx() ctx: RequestContext,
  ): Promise<Page<ImportFinding>> {
    return loadPage(ctx, everyFinding, asked);
  }

  @Extensions(relation(everySource))
  @Query(() => [ImportSource], { description: 'Sources — where imported rows come from, by name.' })
  importSources(@Ctx() ctx: RequestContext): Promise<ImportSource[]> {
    return loadMany(ctx, everySource, ROOT);
  }

  @Extensions(relation(sourceOf))
  @FieldResolver(() => ImportSource, { description: 'Source — whose input it is about.' })
  source(@Root() finding: ImportFinding, @Ctx() ctx: RequestContext): Promise<ImportSource> {
    return present(loadOne(ctx, sourceOf, finding));
  }
}
