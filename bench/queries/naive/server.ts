import 'reflect-metadata';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import pg from 'pg';
import { Arg, buildSchema, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import { DataSource } from 'typeorm';
import { createLoaders, type Loaders } from './loaders.ts';
import { Entity, Link, Objective, Phase, Service, Startup, StartupEvent, TABLES } from './tables.ts';

/** The stack of the official guides: standalone Apollo Server, type-graphql, TypeORM repositories, DataLoader. */
const { DATABASE_URL = '', POOL_SIZE = '20' } = process.env;
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);
const source = await new DataSource({
  type: 'postgres',
  url: DATABASE_URL,
  entities: TABLES,
  extra: { max: Number(POOL_SIZE) },
}).initialize();

@Resolver(() => Startup)
class StartupResolver {
  @Query(() => [Startup])
  startups(
    @Arg('first', () => Int) first: number,
    @Arg('phase', () => String, { nullable: true }) phase: string | null,
  ): Promise<Startup[]> {
    const query = source.getRepository(Startup).createQueryBuilder('s').orderBy('s.nameKey').addOrderBy('s.id');
    if (phase) query.where(IN_PHASE, { phase });
    return query.limit(first).getMany();
  }

  @Query(() => Startup, { nullable: true })
  startup(@Arg('slug', () => String) slug: string): Promise<Startup | null> {
    return source.getRepository(Startup).findOneBy({ slug });
  }

  @FieldResolver(() => [Phase])
  phases(@Root() { id }: Startup, @Ctx() loaders: Loaders): Promise<Phase[]> {
    return loaders.phases.load(id);
  }

  @FieldResolver(() => [Entity])
  sponsors(@Root() { id }: Startup, @Ctx() loaders: Loaders): Promise<Entity[]> {
    return loaders.sponsors.load(id);
  }

  @FieldResolver(() => [Entity])
  incubators(@Root() { id }: Startup, @Ctx() loaders: Loaders): Promise<Entity[]> {
    return loaders.incubators.load(id);
  }

  @FieldResolver(() => [Service])
  services(@Root() { id }: Startup, @Ctx() loaders: Loaders): Promise<Service[]> {
    return loaders.services.load(id);
  }

  @FieldResolver(() => [StartupEvent])
  events(@Root() { id }: Startup, @Ctx() loaders: Loaders): Promise<StartupEvent[]> {
    return loaders.events.load(id);
  }

  @FieldResolver(() => [Link])
  links(@Root() { id }: Startup, @Ctx() loaders: Loaders): Promise<Link[]> {
    return loaders.links.load(id);
  }

  @FieldResolver(() => [Objective])
  objectives(@Root() { id }: Startup, @Ctx() loaders: Loaders): Promise<Objective[]> {
    return loaders.objectives.load(id);
  }

  @FieldResolver(() => Int)
  async membersEver(@Root() { id }: Startup, @Ctx() loaders: Loaders): Promise<number> {
    return new Set(await loaders.members.load(id)).size;
  }
}

const IN_PHASE = `EXISTS (SELECT FROM phase p WHERE p.startup_id = s.id AND p.name = :phase
  AND p.in_force_from <= CURRENT_DATE AND p.in_force_until > CURRENT_DATE)`;

@Resolver(() => Entity)
class EntityResolver {
  @FieldResolver(() => Entity, { nullable: true })
  parent(@Root() { parentId }: Entity, @Ctx() loaders: Loaders): Promise<Entity | null> | null {
    return parentId === null ? null : loaders.entity.load(parentId);
  }
}

@Resolver(() => Service)
class ServiceResolver {
  @FieldResolver(() => Entity, { nullable: true })
  operator(@Root() { operatorId }: Service, @Ctx() loaders: Loaders): Promise<Entity | null> | null {
    return operatorId === null ? null : loaders.entity.load(operatorId);
  }
}

const schema = await buildSchema({ resolvers: [StartupResolver, EntityResolver, ServiceResolver], validate: false });
const server = new ApolloServer<Loaders>({ schema });
const { url } = await startStandaloneServer(server, {
  context: async () => createLoaders(source),
  listen: { port: 0, host: '127.0.0.1' },
});
console.log(url);
