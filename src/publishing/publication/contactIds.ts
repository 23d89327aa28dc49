import { contactsOf, createContact } from '../datagouv/calls.ts';
import type { Client, WriteResult } from '../datagouv/client.ts';
import type { RemoteDataset } from '../datagouv/shapes.ts';
import { contactWords } from './canonical.ts';
import type { Form } from './form.ts';

type Points = NonNullable<Form['contact_points']>;

/** The ids of contact points: those that the dataset or the organization has already, and new ones for the others. */
export async function contactIds(
  client: Client,
  organization: string,
  remote: RemoteDataset | null,
  points: Points,
): Promise<WriteResult<string[]>> {
  const known = [...(remote?.contact_points ?? [])];
  const all = points.every((point) => 'id' in point || known.some(isLike(point)));
  if (!all) known.push(...(await contactsOf(client, organization)));
  const ids: string[] = [];
  for (const point of points) {
    const there = 'id' in point ? point : known.find(isLike(point));
    const written = there ? null : await createContact(client, { ...point, organization });
    if (written?.kind === 'unknown') return written;
    const found = there ?? written?.value;
    if (found) ids.push(found.id);
  }
  return { kind: 'done', value: ids };
}

function isLike(point: Parameters<typeof contactWords>[0]): (other: Parameters<typeof contactWords>[0]) => boolean {
  return (other) => contactWords(other) === contactWords(point);
}
