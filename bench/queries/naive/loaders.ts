import DataLoader from 'dataloader';
import type { DataSource } from 'typeorm';
import { In } from 'typeorm';
import {
  Entity,
  Link,
  Membership,
  Objective,
  Phase,
  ServiceStartup,
  StartupEvent,
  StartupIncubator,
  StartupSponsor,
} from './tables.ts';

/** The loaders of one request. Each loads a relation from the repository of its table, in one statement for all parents. */
export type Loaders = ReturnType<typeof createLoaders>;

export function createLoaders(source: DataSource) {
  const linked = (table: typeof StartupSponsor | typeof StartupIncubator) =>
    byStartup(async (keys) => {
      const links = await source.getRepository(table).find({
        where: { startupId: In(keys) },
        relations: { entity: true },
        order: { position: 'ASC' },
      });
      return links.map(({ startupId, entity }) => [startupId, entity] as const);
    });
  return {
    entity: new DataLoader<number, Entity | null>(async (keys) => {
      const found = await source.getRepository(Entity).findBy({ id: In([...keys]) });
      const byKey = new Map(found.map((each) => [each.id, each]));
      return keys.map((key) => byKey.get(key) ?? null);
    }),
    phases: byStartup(async (keys) =>
      paired(
        await source
          .getRepository(Phase)
          .find({ where: { startupId: In(keys) }, order: { startedOn: 'ASC', name: 'ASC' } }),
      ),
    ),
    sponsors: linked(StartupSponsor),
    incubators: linked(StartupIncubator),
    services: byStartup(async (keys) => {
      const links = await source.getRepository(ServiceStartup).find({
        where: { startupId: In(keys) },
        relations: { service: true },
        order: { service: { nameKey: 'ASC', id: 'ASC' } },
      });
      return links.map(({ startupId, service }) => [startupId, service] as const);
    }),
    events: byStartup(async (keys) =>
      paired(
        await source
          .getRepository(StartupEvent)
          .find({ where: { startupId: In(keys) }, order: { on: 'ASC', position: 'ASC' } }),
      ),
    ),
    links: byStartup(async (keys) =>
      paired(
        await source
          .getRepository(Link)
          .find({ where: { startupId: In(keys) }, order: { kind: 'ASC', position: 'ASC' } }),
      ),
    ),
    objectives: byStartup(async (keys) =>
      paired(
        await source.getRepository(Objective).find({ where: { startupId: In(keys) }, order: { position: 'ASC' } }),
      ),
    ),
    members: byStartup(async (keys) => {
      const found = await source.getRepository(Membership).findBy({ startupId: In(keys) });
      return found.map(({ startupId, memberKey }) => [startupId, memberKey] as const);
    }),
  };
}

function byStartup<T>(read: (keys: number[]) => Promise<(readonly [number, T])[]>): DataLoader<number, T[]> {
  return new DataLoader(async (keys) => {
    const byKey = new Map<number, T[]>(keys.map((key) => [key, []]));
    for (const [key, each] of await read([...keys])) byKey.get(key)?.push(each);
    return keys.map((key) => byKey.get(key) ?? []);
  });
}

function paired<T extends { startupId: number }>(rows: T[]): (readonly [number, T])[] {
  return rows.map((row) => [row.startupId, row] as const);
}
