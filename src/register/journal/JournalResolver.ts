import { Arg, Args, Ctx, Extensions, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import type { Page } from '../../graphql/connections/connectionType.ts';
import { connectionType } from '../../graphql/connections/connectionType.ts';
import type { Connection } from '../../graphql/connections/listing.ts';
import { loadPage } from '../../graphql/connections/page.ts';
import { PagingArguments } from '../../graphql/connections/pageArguments.ts';
import type { RequestContext } from '../../graphql/context.ts';
import { costs } from '../../graphql/cost.ts';
import { labeled } from '../../graphql/labels.ts';
import { selectList, tableOf } from '../../graphql/relations/columns.ts';
import { loader } from '../../graphql/relations/loaders.ts';
import { customResolver, TARGET } from '../../graphql/relations/relations.ts';
import { raw, sql, value } from '../../sql/sql.ts';
import { requiresRole } from '../roles.ts';
import { JournalEntry, JournalRow } from './JournalEntry.ts';
import { JournalArguments, journalListing } from './JournalFilter.ts';
import { loadJournalRows } from './journalRows.ts';

const JournalEntryConnection = connectionType(JournalEntry);
const JournalRowConnection = connectionType(JournalRow);

const everyEntry: Connection<JournalEntry> = {
  kind: 'connection',
  name: 'Query.journal',
  listing: journalListing,
  via: { by: 'root' },
};

@Resolver(() => JournalEntry)
export class JournalResolver {
  @Extensions({ ...requiresRole('ADMIN'), ...customResolver(everyEntry) })
  @Extensions(labeled('Journal'))
  @Query(() => JournalEntryConnection, {
    description:
      'The versions of the register with their authors and commands, the latest first. Requires the role `ADMIN`.',
  })
  journal(
    @Args(() => JournalArguments) given: JournalArguments,
    @Ctx() ctx: RequestContext,
  ): Promise<Page<JournalEntry>> {
    return loadPage(ctx, everyEntry, { ...given, orderBy: [{ field: 'VERSION', direction: 'DESC' }] });
  }

  @Extensions(requiresRole('ADMIN'))
  @Extensions(labeled('Ligne du journal'))
  @Query(() => JournalEntry, {
    nullable: true,
    description: 'The journal entry of a version. Null if there is none. Requires the role `ADMIN`.',
  })
  journalEntry(
    @Arg('version', () => Int, { description: 'The version of the register.' }) version: number,
    @Ctx() ctx: RequestContext,
  ): Promise<JournalEntry | null> {
    return loader<JournalEntry | null>(ctx, JournalEntry, {}, async (versions) => {
      const entries = await ctx.reader.rows<JournalEntry>(
        sql`SELECT ${selectList(JournalEntry, TARGET)} FROM ${raw(`${tableOf(JournalEntry)} ${TARGET}`)} WHERE ${raw(TARGET)}.version = ANY(${value(versions)}::int[])`,
      );
      const byVersion = new Map(entries.map((entry) => [entry.version, entry]));
      return (each) => byVersion.get(each) ?? null;
    }).load(version);
  }

  @Extensions(costs({ price: 100 }))
  @Extensions(labeled('Lignes modifiées'))
  @FieldResolver(() => JournalRowConnection, {
    description: 'The rows that the version changed, with all columns before and after, by table and key.',
  })
  rows(
    @Root() { version }: JournalEntry,
    @Args(() => PagingArguments) given: PagingArguments,
    @Ctx() ctx: RequestContext,
  ): Page<JournalRow> {
    return loadJournalRows(ctx, version, given);
  }
}
