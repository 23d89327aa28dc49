import 'reflect-metadata';
import type { GraphQLSchema } from 'graphql';
import { specifiedDirectives } from 'graphql';
import { buildSchema, getMetadataStorage } from 'type-graphql';
import { AgreementBirth, PainPointAgreement } from '../../domain/agreements/AgreementBirth.ts';
import { AgreementResolver, StartupAgreements } from '../../domain/agreements/AgreementResolver.ts';
import { BirthCommands } from '../../domain/agreements/BirthCommands.ts';
import { EntityAgreements } from '../../domain/agreements/EntityAgreements.ts';
import { PainPointResolver, StartupPainPoints } from '../../domain/agreements/PainPointResolver.ts';
import { ChangeResolver } from '../../domain/changes/ChangeResolver.ts';
import { EntityCommands } from '../../domain/entities/EntityCommands.ts';
import { EntityCountResolver } from '../../domain/entities/EntityCounts.ts';
import { EntityFacets } from '../../domain/entities/EntityFacets.ts';
import { EntityQueries, EntityResolver } from '../../domain/entities/EntityResolver.ts';
import { SuccessionCommands } from '../../domain/entities/SuccessionCommands.ts';
import { EntitySuccessions, SuccessionResolver } from '../../domain/entities/SuccessionResolver.ts';
import { AdvanceStartup } from '../../domain/incubation/advanceStartup.ts';
import { ConcludeStartup } from '../../domain/incubation/concludeStartup.ts';
import { RecordObjectives } from '../../domain/incubation/recordObjectives.ts';
import { RecordScalePlan } from '../../domain/incubation/recordScalePlan.ts';
import { RecordSurvey } from '../../domain/incubation/recordSurvey.ts';
import { ReintegrateStartup } from '../../domain/incubation/reintegrateStartup.ts';
import { StartupIncubation } from '../../domain/incubation/StartupIncubation.ts';
import { MethodQueries, MethodResolver } from '../../domain/method/MethodResolver.ts';
import { MissionCommands } from '../../domain/missions/MissionCommands.ts';
import { MissionFacets, ThemeCountResolver } from '../../domain/missions/MissionFacets.ts';
import {
  EntityMissions,
  MissionActionResolver,
  MissionQueries,
  MissionResolver,
  ThemeMissions,
} from '../../domain/missions/MissionResolver.ts';
import { SearchQueries } from '../../domain/search/SearchResolver.ts';
import { EntityServices, MissionActionServices, StartupServices } from '../../domain/services/EntityServices.ts';
import { ServiceCommands } from '../../domain/services/ServiceCommands.ts';
import { ServiceFacets } from '../../domain/services/ServiceFacets.ts';
import { ServiceQueries, ServiceResolver } from '../../domain/services/ServiceResolver.ts';
import { EntityStartups } from '../../domain/startups/EntityStartups.ts';
import { PhaseResolver } from '../../domain/startups/PhaseResolver.ts';
import { StartupFacets } from '../../domain/startups/StartupFacets.ts';
import { StartupQueries } from '../../domain/startups/StartupQueries.ts';
import { StartupResolver } from '../../domain/startups/StartupResolver.ts';
import { EntityPortfolio } from '../../domain/statistics/EntityPortfolio.ts';
import { StatisticsQueries, StatisticsResolver } from '../../domain/statistics/StatisticsResolver.ts';
import { PublicContractCommands } from '../../domain/teams/PublicContractCommands.ts';
import { PublicContractQueries, PublicContractResolver } from '../../domain/teams/PublicContractResolver.ts';
import { StartupTeam } from '../../domain/teams/TeamResolver.ts';
import { ThemeQueries } from '../../domain/themes/ThemeResolver.ts';
import { ImportFindingResolver, ImportQueries } from '../../importing/findings/ImportFindingResolver.ts';
import { DatasetQueries } from '../../publishing/datasets/DatasetResolver.ts';
import { PublicationResolver } from '../../publishing/publication/PublicationResolver.ts';
import { JournalResolver } from '../../register/journal/JournalResolver.ts';
import { RegisterResolver } from '../../register/RegisterResolver.ts';
import { guardFields } from './guardFields.ts';
import { NodeQueries } from './nodes.ts';
import { withPast } from './pastField.ts';
import { unrollDirective } from './unroll.ts';

/** All resolvers of the schema. */
const RESOLVERS = [
  RegisterResolver,
  JournalResolver,
  ChangeResolver,
  NodeQueries,
  EntityQueries,
  EntityResolver,
  EntityFacets.resolver,
  EntityCountResolver,
  EntityPortfolio,
  EntitySuccessions,
  SuccessionResolver,
  EntityCommands,
  SuccessionCommands,
  EntityMissions,
  EntityStartups,
  EntityServices,
  MissionQueries,
  MissionResolver,
  MissionFacets.resolver,
  ThemeCountResolver,
  MissionCommands,
  MissionActionResolver,
  MissionActionServices,
  StartupQueries,
  StartupResolver,
  StartupFacets.resolver,
  PhaseResolver,
  StartupServices,
  StartupTeam,
  StartupAgreements,
  StartupPainPoints,
  StartupIncubation,
  RecordObjectives,
  RecordSurvey,
  RecordScalePlan,
  AdvanceStartup,
  ReintegrateStartup,
  ConcludeStartup,
  AgreementResolver,
  PainPointResolver,
  AgreementBirth,
  PainPointAgreement,
  EntityAgreements,
  PublicContractQueries,
  PublicContractResolver,
  PublicContractCommands,
  BirthCommands,
  ServiceQueries,
  ServiceResolver,
  ServiceFacets.resolver,
  ServiceCommands,
  ThemeQueries,
  ThemeMissions,
  SearchQueries,
  StatisticsQueries,
  StatisticsResolver,
  MethodQueries,
  MethodResolver,
  ImportQueries,
  ImportFindingResolver,
  DatasetQueries,
  PublicationResolver,
] as const;

/** The directives of the specification, and our own. */
const DIRECTIVES = [...specifiedDirectives, unrollDirective];

let schema: Promise<GraphQLSchema> | null = null;

/** The GraphQL schema, built by the first call. */
export function buildGraph(): Promise<GraphQLSchema> {
  schema ??= build();
  return schema;
}

async function build(): Promise<GraphQLSchema> {
  // Reads properties from the row: otherwise each field would first make an instance of its class.
  for (const type of getMetadataStorage().objectTypes) type.simpleResolvers = true;
  const schema = withPast(await buildSchema({ resolvers: RESOLVERS, validate: false, directives: DIRECTIVES }));
  // TypeGraphQL has no decorator for the root.
  const commands = schema.getMutationType();
  if (commands) commands.description = 'Commandes — what can be done to the register, with a token.';
  guardFields(schema);
  return schema;
}
