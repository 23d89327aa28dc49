import 'reflect-metadata';
import type { GraphQLSchema } from 'graphql';
import { buildSchema, getMetadataStorage } from 'type-graphql';
import { AgreementResolver, StartupAgreements } from '../domain/agreements/AgreementResolver.ts';
import { PainPointResolver, StartupPainPoints } from '../domain/agreements/PainPointResolver.ts';
import { EntityQueries, EntityResolver } from '../domain/entities/EntityResolver.ts';
import { MethodResolver } from '../domain/method/MethodResolver.ts';
import {
  EntityMissions,
  MissionActionResolver,
  MissionQueries,
  MissionResolver,
  ThemeMissions,
} from '../domain/missions/MissionResolver.ts';
import { ServiceQueries, ServiceResolver } from '../domain/services/ServiceResolver.ts';
import { EntityServices, MissionActionServices, StartupServices } from '../domain/services/ServicesElsewhere.ts';
import { EntityStartups } from '../domain/startups/EntityStartups.ts';
import { StartupQueries } from '../domain/startups/StartupQueries.ts';
import { StartupResolver } from '../domain/startups/StartupResolver.ts';
import { EntityCountResolver, StatisticsResolver } from '../domain/statistics/StatisticsResolver.ts';
import { StartupTeam } from '../domain/teams/TeamResolver.ts';
import { ThemeQueries } from '../domain/themes/ThemeResolver.ts';
import { ImportFindingResolver } from '../importing/findings/ImportFindingResolver.ts';
import { DatasetQueries } from '../publishing/datasets/DatasetResolver.ts';
import { PublicationResolver } from '../publishing/publication/PublicationResolver.ts';
import { RegisterResolver } from '../register/RegisterResolver.ts';
import { withPast } from './at.ts';
import { guardFields } from './fields.ts';
import { NodeQueries } from './nodes.ts';

/** THE list of resolvers: what the graph is made of. */
const RESOLVERS = [
  RegisterResolver,
  NodeQueries,
  EntityQueries,
  EntityResolver,
  EntityMissions,
  EntityStartups,
  EntityServices,
  MissionQueries,
  MissionResolver,
  MissionActionResolver,
  MissionActionServices,
  StartupQueries,
  StartupResolver,
  StartupServices,
  StartupTeam,
  StartupAgreements,
  StartupPainPoints,
  AgreementResolver,
  PainPointResolver,
  ServiceQueries,
  ServiceResolver,
  ThemeQueries,
  ThemeMissions,
  StatisticsResolver,
  EntityCountResolver,
  MethodResolver,
  ImportFindingResolver,
  DatasetQueries,
  PublicationResolver,
] as const;

/** Builds the GraphQL schema. */
export async function buildGraph(): Promise<GraphQLSchema> {
  // Fields that are properties of their row are read from it as they are: otherwise each of them would first make an
  // instance of its class, and so read every property.
  for (const type of getMetadataStorage().objectTypes) type.simpleResolvers = true;
  const schema = withPast(await buildSchema({ resolvers: RESOLVERS, validate: false }));
  // TypeGraphQL has no decorator for the root.
  const commands = schema.getMutationType();
  if (commands) commands.description = 'Commandes — what can be done to the register, with a token.';
  guardFields(schema);
  return schema;
}
