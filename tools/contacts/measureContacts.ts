import { pathToFileURL } from 'node:url';
import { todayInParis } from '../../src/graphql/context.ts';
import { FindingCollector } from '../../src/importing/findings/FindingCollector.ts';
import { mapBetaGouv } from '../../src/importing/mapping/mapBetaGouv.ts';
import { contactKey } from '../../src/importing/mapping/repair.ts';
import { SourcePersons } from '../../src/importing/mapping/SourcePersons.ts';
import { readRows } from '../../src/importing/sources/readRows.ts';
import { readSource, type SourceFiles } from '../../src/importing/sources/readSource.ts';
import { judgeMailbox, type MailboxVerdict } from '../../src/values/mailboxes.ts';

/** The numbers of contacts of startups by verdict. They quote no address. */
export function measureContacts(files: SourceFiles): Readonly<Record<MailboxVerdict, number>> {
  const rows = readRows(files, new FindingCollector());
  const persons = new SourcePersons(rows.members, rows.startups);
  const { startups, entities } = mapBetaGouv(files, todayInParis());
  const names = new Map(entities.map(({ slug, name }) => [slug, name]));
  const given = new Map([...rows.startups].map(({ id, row }) => [id, contactKey(row.attributes.contact ?? '')]));
  const counts = { FUNCTIONAL: 0, OWN_NAME: 0, SHARED: 0, MEMBER: 0, PERSON: 0, UNKNOWN: 0 };
  for (const { slug, name, incubators, sponsors } of startups) {
    const contact = given.get(slug) ?? '';
    const related = [...incubators, ...sponsors];
    const context = persons.mailboxesOf(slug, name, ...related, ...related.map((each) => names.get(each)));
    if (contact !== '') counts[judgeMailbox(contact, context)]++;
  }
  return counts;
}

const [, script = '', folder] = process.argv;
if (import.meta.url === pathToFileURL(script).href) {
  if (folder === undefined)
    throw new Error('Give the folder or the URL of the files: npx tsx tools/contacts/measureContacts.ts <folder>');
  const counts = Object.entries(measureContacts(await readSource(folder)));
  for (const [verdict, count] of counts) console.log(`${verdict.padEnd(10)} ${String(count).padStart(4)}`);
}
