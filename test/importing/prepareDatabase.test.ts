import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { prepareDatabase } from '../../src/importing/prepareDatabase.ts';
import { readReference } from '../../src/importing/sources/readReference.ts';
import { anEntity, aSource } from '../support/builders.ts';
import { type Commands, createCommands } from '../support/commands.ts';
import { onEachDatabase } from '../support/databases.ts';
import { MEMBER_SECRET, openRegister, type TestRegister } from '../support/register.ts';

onEachDatabase('The reference register of a database', (open) => {
  let register: TestRegister;
  let commands: Commands;
  beforeAll(async () => {
    register = await openRegister(open);
    commands = createCommands(register);
  });
  beforeEach(() => register.empty());
  afterAll(() => register.close());

  const prepare = (withoutReference = false) =>
    prepareDatabase(register, { memberSecret: async () => MEMBER_SECRET, withoutReference });

  async function entities(...slugs: string[]) {
    const { rows } = await register.pool.query(
      `SELECT e.slug, e.name, e.closed_on AS "closedOn", p.slug AS parent FROM entity e LEFT JOIN entity p ON p.id = e.parent_id
       WHERE e.slug = ANY($1) ORDER BY e.slug`,
      [slugs],
    );
    return rows;
  }

  test('is loaded into an empty one, and is up to date then', async () => {
    expect(await prepare()).toEqual({ migrations: [], importedVersion: 1 });
    expect(await entities('dinsic', 'dinum')).toHaveLength(2);
    expect(await prepare()).toEqual({ migrations: [], importedVersion: null });
  });

  test('is not loaded if the installation is without it, nor once the register has other data', async () => {
    expect(await prepare(true)).toEqual({ migrations: [], importedVersion: null });
    expect(await entities('dinum')).toEqual([]);
    await register.load(aSource({ entities: [anEntity('mairie')] }));
    expect(await prepare()).toEqual({ migrations: [], importedVersion: null });
    expect(await entities('dinum')).toEqual([]);
  });

  test('gives its new facts to one that has an earlier one, and edits stay', async () => {
    await register.load(referenceOf2017());
    await commands.execute('updateEntity', { entity: 'sgmap', version: 1, name: 'Secrétariat' });
    await commands.execute('closeEntity', { entity: 'pole-emploi', version: 1, on: '2023-12-31' });
    expect(await prepare()).toMatchObject({ importedVersion: 4 });
    expect(await entities('dinsic', 'etalab', 'pole-emploi', 'sgmap')).toEqual([
      expect.objectContaining({ slug: 'dinsic', closedOn: '2019-10-25', parent: 'premier-ministre' }),
      expect.objectContaining({ slug: 'etalab', closedOn: null, parent: 'dinum' }),
      expect.objectContaining({ slug: 'pole-emploi', closedOn: '2023-12-31' }),
      expect.objectContaining({ slug: 'sgmap', name: 'Secrétariat', closedOn: '2017-11-20' }),
    ]);
    const { data } = await register.execute(
      '{ entity(by: { slug: "etalab" }) { ancestors(on: "2017-06-15") { slug } } }',
    );
    expect(JSON.parse(JSON.stringify(data)).entity.ancestors).toEqual([
      { slug: 'dinsic' },
      { slug: 'sgmap' },
      { slug: 'premier-ministre' },
    ]);
    expect(await prepare()).toMatchObject({ importedVersion: null });
    expect(await prepare(true)).toMatchObject({ importedVersion: null });
  });

  test('leaves the lock of a running import alone', async () => {
    await prepare();
    if (!register.shared) return;
    const importing = await register.pool.connect();
    await importing.query('BEGIN; SELECT FROM register FOR UPDATE');
    expect(await prepare()).toEqual({ migrations: [], importedVersion: null });
    await importing.query('ROLLBACK');
    importing.release();
  });
});

/** The reference register as it was first: the organisations of the visit, and those below the DINSIC. */
function referenceOf2017() {
  const reference = readReference();
  const parents = new Map([
    ['dinsic', 'sgmap'],
    ['etalab', 'dinsic'],
    ['incubateur-de-services-numeriques', 'dinsic'],
    ['rie', 'dinsic'],
  ]);
  return {
    ...reference,
    entities: reference.entities
      .filter(({ slug }) => !['disic', 'dinum', 'ditp', 'francetravail'].includes(slug))
      .map((entity) => ({
        ...entity,
        ...{ openedOn: null, closedOn: null, formerParents: [] },
        parent: parents.get(entity.slug) ?? entity.parent,
      })),
    successions: [],
    missions: reference.missions.map((mission) => ({ ...mission, closedOn: null })),
  };
}
