import 'reflect-metadata';
import type { GraphQLSchema } from 'graphql';
import { specifiedDirectives } from 'graphql';
import { buildSchema, getMetadataStorage } from 'type-graphql';
import { AgreementBirth, PainPointAgreement } from '../domain/agreements/AgreementBirth.ts';
import { AgreementResolver, StartupAgreements } from '../domain/agreements/AgreementResolver.ts';
import { billAgreement } from '../domain/agreements/commands/billAgreement.ts';
import { constituteStartup } from '../domain/agreements/commands/constituteStartup.ts';
import { hostIntrapreneur } from '../domain/agreements/commands/hostIntrapreneur.ts';
import { raisePainPoint } from '../domain/agreements/commands/raisePainPoint.ts';
import { signAgreement } from '../domain/agreements/commands/signAgreement.ts';
import { staffTeam } from '../domain/agreements/commands/staffTeam.ts';
import { EntityAgreements } from '../domain/agreements/EntityAgreements.ts';
import { PainPointResolver, StartupPainPoints } from '../domain/agreements/PainPointResolver.ts';
import { ChangeResolver } from '../domain/changes/ChangeResolver.ts';
import { closeEntity } from '../domain/entities/commands/closeEntity.ts';
import { createEntity } from '../domain/entities/commands/createEntity.ts';
import { recordSuccession } from '../domain/entities/commands/recordSuccession.ts';
import { updateEntity } from '../domain/entities/commands/updateEntity.ts';
import { EntityCountResolver } from '../domain/entities/EntityCounts.ts';
import { EntityFacetsResolver } from '../domain/entities/EntityFacets.ts';
import { EntityQueries, EntityResolver } from '../domain/entities/EntityResolver.ts';
import { EntitySuccessions, SuccessionResolver } from '../domain/entities/SuccessionResolver.ts';
import { advanceStartup } from '../domain/incubation/commands/advanceStartup.ts';
import { concludeStartup } from '../domain/incubation/commands/concludeStartup.ts';
import { recordObjectives } from '../domain/incubation/commands/recordObjectives.ts';
import { recordScalePlan } from '../domain/incubation/commands/recordScalePlan.ts';
import { recordSurvey } from '../domain/incubation/commands/recordSurvey.ts';
import { reintegrateStartup } from '../domain/incubation/commands/reintegrateStartup.ts';
import { StartupIncubation } from '../domain/incubation/StartupIncubation.ts';
import { MethodResolver } from '../domain/method/MethodResolver.ts';
import { closeMission } from '../domain/missions/commands/closeMission.ts';
import { createMission } from '../domain/missions/commands/createMission.ts';
import { updateMission } from '../domain/missions/commands/updateMission.ts';
import { MissionFacetsResolver, ThemeCountResolver } from '../domain/missions/MissionFacets.ts';
import {
  EntityMissions,
  MissionActionResolver,
  MissionQueries,
  MissionResolver,
  ThemeMissions,
} from '../domain/missions/MissionResolver.ts';
import { SearchQueries } from '../domain/search/SearchResolver.ts';
import { closeService } from '../domain/services/commands/closeService.ts';
import { createService } from '../domain/services/commands/createService.ts';
import { updateService } from '../domain/services/commands/updateService.ts';
import { ServiceFacetsResolver } from '../domain/services/ServiceFacets.ts';
import { ServiceQueries, ServiceResolver } from '../domain/services/ServiceResolver.ts';
import { EntityServices, MissionActionServices, StartupServices } from '../domain/services/ServicesElsewhere.ts';
import { EntityStartups } from '../domain/startups/EntityStartups.ts';
import { PhaseResolver } from '../domain/startups/PhaseResolver.ts';
import { StartupFacetsResolver } from '../domain/startups/StartupFacetsResolver.ts';
import { StartupQueries } from '../domain/startups/StartupQueries.ts';
import { StartupResolver } from '../domain/startups/StartupResolver.ts';
import { EntityPortfolio } from '../domain/statistics/EntityPortfolio.ts';
import { StatisticsResolver } from '../domain/statistics/StatisticsResolver.ts';
import { recordPublicContract } from '../domain/teams/commands/recordPublicContract.ts';
import { PublicContractQueries, PublicContractResolver } from '../domain/teams/PublicContractResolver.ts';
import { StartupTeam } from '../domain/teams/TeamResolver.ts';
import { ThemeQueries } from '../domain/themes/ThemeResolver.ts';
import { ImportFindingResolver } from '../importing/findings/ImportFindingResolver.ts';
import { DatasetQueries } from '../publishing/datasets/DatasetResolver.ts';
import { PublicationResolver } from '../publishing/publication/PublicationResolver.ts';
import { commandResolver } from '../register/commands/commandResolver.ts';
import { JournalResolver } from '../register/journal/JournalResolver.ts';
import { RegisterResolver } from '../register/RegisterResolver.ts';
import { withPast } from './at.ts';
import { guardFields } from './fields.ts';
import { NodeQueries } from './nodes.ts';
import { unrollDirective } from './persistedDocuments/unroll.ts';

/** All commands, in the order of the type `Mutation`. */
const COMMANDS = [
  raisePainPoint,
  signAgreement,
  billAgreement,
  hostIntrapreneur,
  staffTeam,
  constituteStartup,
  createEntity,
  updateEntity,
  closeEntity,
  recordSuccession,
  advanceStartup,
  concludeStartup,
  recordObjectives,
  recordScalePlan,
  recordSurvey,
  reintegrateStartup,
  createMission,
  updateMission,
  closeMission,
  createService,
  updateService,
  closeService,
  recordPublicContract,
];

/** THE list of resolvers: what the graph is made of. */
const RESOLVERS = [
  RegisterResolver,
  JournalResolver,
  ChangeResolver,
  NodeQueries,
  EntityQueries,
  EntityResolver,
  EntityFacetsResolver,
  EntityCountResolver,
  EntityPortfolio,
  EntitySuccessions,
  SuccessionResolver,
  EntityMissions,
  EntityStartups,
  EntityServices,
  MissionQueries,
  MissionResolver,
  MissionFacetsResolver,
  ThemeCountResolver,
  MissionActionResolver,
  MissionActionServices,
  StartupQueries,
  StartupResolver,
  StartupFacetsResolver,
  PhaseResolver,
  StartupServices,
  StartupTeam,
  StartupAgreements,
  StartupPainPoints,
  StartupIncubation,
  AgreementResolver,
  PainPointResolver,
  AgreementBirth,
  PainPointAgreement,
  EntityAgreements,
  PublicContractQueries,
  PublicContractResolver,
  ServiceQueries,
  ServiceResolver,
  ServiceFacetsResolver,
  ThemeQueries,
  ThemeMissions,
  SearchQueries,
  StatisticsResolver,
  MethodResolver,
  ImportFindingResolver,
  DatasetQueries,
  PublicationResolver,
  commandResolver(COMMANDS),
] as const;

/** What documents may say of a field: what the specification has, and our own. */
const DIRECTIVES = [...specifiedDirectives, unrollDirective];

let built: Promise<GraphQLSchema> | null = null;

/** The GraphQL schema, built when it is first asked for: it never changes while a process lives. */
export function buildGraph(): Promise<GraphQLSchema> {
  built ??= build();
  return built;
}

async function build(): Promise<GraphQLSchema> {
  // Fields that are properties of their row are read from it as they are: otherwise each of them would first make an
  // instance of its class, and so read every property.
  for (const type of getMetadataStorage().objectTypes) type.simpleResolvers = true;
  const schema = withPast(await buildSchema({ resolvers: RESOLVERS, validate: false, directives: DIRECTIVES }));
  // TypeGraphQL has no decorator for the root.
  const commands = schema.getMutationType();
  if (commands) commands.description = 'Commandes — what can be done to the register, with a token.';
  guardFields(schema);
  return schema;
}
