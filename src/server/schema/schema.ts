import 'reflect-metadata';
import { type GraphQLSchema, specifiedDirectives } from 'graphql';
import { buildSchema, getMetadataStorage } from 'type-graphql';
import {
  AgreementResolver,
  PainPointResolver,
  StartupAgreements,
  StartupPainPoints,
} from '../../domain/agreements/AgreementResolver.ts';
import { billAgreement } from '../../domain/agreements/commands/billAgreement.ts';
import { constituteStartup } from '../../domain/agreements/commands/constituteStartup.ts';
import { hostIntrapreneur } from '../../domain/agreements/commands/hostIntrapreneur.ts';
import { raisePainPoint } from '../../domain/agreements/commands/raisePainPoint.ts';
import { signAgreement } from '../../domain/agreements/commands/signAgreement.ts';
import { staffTeam } from '../../domain/agreements/commands/staffTeam.ts';
import { EntityAgreements } from '../../domain/agreements/EntityAgreements.ts';
import { ChangeResolver } from '../../domain/changes/ChangeResolver.ts';
import {
  EntityChanges,
  MissionChanges,
  ServiceChanges,
  StartupChanges,
} from '../../domain/changes/RecordChangesResolver.ts';
import { closeEntity, createEntity, updateEntity } from '../../domain/entities/commands/entityCommands.ts';
import { recordSuccession } from '../../domain/entities/commands/recordSuccession.ts';
import { EntityCountResolver } from '../../domain/entities/EntityCounts.ts';
import { EntityFacets } from '../../domain/entities/EntityFacets.ts';
import { EntityQueries, EntityResolver } from '../../domain/entities/EntityResolver.ts';
import {
  EntitySuccessions,
  FormerParentResolver,
  SuccessionResolver,
} from '../../domain/entities/SuccessionResolver.ts';
import { advanceStartup } from '../../domain/incubation/commands/advanceStartup.ts';
import { concludeStartup } from '../../domain/incubation/commands/concludeStartup.ts';
import { mergeStartups } from '../../domain/incubation/commands/mergeStartups.ts';
import { recordObjectives } from '../../domain/incubation/commands/recordObjectives.ts';
import { recordScalePlan } from '../../domain/incubation/commands/recordScalePlan.ts';
import { recordSurvey } from '../../domain/incubation/commands/recordSurvey.ts';
import { reintegrateStartup } from '../../domain/incubation/commands/reintegrateStartup.ts';
import { StartupIncubation } from '../../domain/incubation/StartupIncubation.ts';
import { MethodQueries, MethodResolver } from '../../domain/method/MethodResolver.ts';
import { closeMission, createMission, updateMission } from '../../domain/missions/commands/missionCommands.ts';
import { MissionFacets, ThemeCountResolver } from '../../domain/missions/MissionFacets.ts';
import {
  EntityMissions,
  MissionActionResolver,
  MissionQueries,
  MissionResolver,
  ThemeMissions,
} from '../../domain/missions/MissionResolver.ts';
import { SearchQueries } from '../../domain/search/SearchResolver.ts';
import { closeService, createService, updateService } from '../../domain/services/commands/serviceCommands.ts';
import { EntityServices, MissionActionServices, StartupServices } from '../../domain/services/EntityServices.ts';
import { ServiceFacets } from '../../domain/services/ServiceFacets.ts';
import { ServiceQueries, ServiceResolver } from '../../domain/services/ServiceResolver.ts';
import { EntityStartups } from '../../domain/startups/EntityStartups.ts';
import { StartupFacets } from '../../domain/startups/StartupFacets.ts';
import { PhaseResolver, StartupQueries, StartupResolver } from '../../domain/startups/StartupResolver.ts';
import { EntityPortfolio } from '../../domain/statistics/EntityPortfolio.ts';
import { MembersResolver } from '../../domain/statistics/MembersResolver.ts';
import {
  IncubatorSeriesResolver,
  MinistryDomainSeriesResolver,
  PhaseTransitionResolver,
} from '../../domain/statistics/SeriesDurations.ts';
import { IncubatorEntityResolver, SeriesResolver } from '../../domain/statistics/SeriesResolver.ts';
import { StatisticsQueries, StatisticsResolver } from '../../domain/statistics/StatisticsResolver.ts';
import { recordPublicContract } from '../../domain/teams/commands/recordPublicContract.ts';
import { PublicContractQueries, PublicContractResolver } from '../../domain/teams/PublicContractResolver.ts';
import { StartupTeam, TeamResolver } from '../../domain/teams/TeamResolver.ts';
import { ThemeQueries } from '../../domain/themes/ThemeResolver.ts';
import { EnumLabelQueries } from '../../graphql/EnumLabel.ts';
import { markOneOf } from '../../graphql/fields/oneOf.ts';
import { ImportFindingResolver, ImportQueries } from '../../importing/findings/ImportFindingResolver.ts';
import { ImportSourceWords } from '../../importing/words/ImportSourceWords.ts';
import { DatasetResolver } from '../../publishing/graphql/DatasetResolver.ts';
import { OpenDataResolver } from '../../publishing/graphql/OpenDataResolver.ts';
import { PublicationResolver, PublicationSteps } from '../../publishing/graphql/PublicationResolver.ts';
import { commandResolvers } from '../../register/commands/commandResolver.ts';
import { JournalResolver } from '../../register/journal/JournalResolver.ts';
import { RegisterQueries } from '../../register/Register.ts';
import { SnapshotQueries } from '../../register/Snapshot.ts';
import { listEnumValuesInErrors } from './enumErrors.ts';
import { guardFields } from './guardFields.ts';
import { NodeQueries } from './nodes.ts';
import { withNullableRoots } from './nullableRoots.ts';
import { addSnapshotFields } from './snapshotFields.ts';
import { unrollDirective } from './unrollDirective.ts';

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
  mergeStartups,
  createMission,
  updateMission,
  closeMission,
  createService,
  updateService,
  closeService,
  recordPublicContract,
];

const RESOLVERS = [
  RegisterQueries,
  SnapshotQueries,
  JournalResolver,
  ChangeResolver,
  EntityChanges,
  MissionChanges,
  ServiceChanges,
  StartupChanges,
  NodeQueries,
  EnumLabelQueries,
  EntityQueries,
  EntityResolver,
  EntityFacets.resolver,
  EntityCountResolver,
  EntityPortfolio,
  EntitySuccessions,
  SuccessionResolver,
  FormerParentResolver,
  EntityMissions,
  EntityStartups,
  EntityServices,
  MissionQueries,
  MissionResolver,
  MissionFacets.resolver,
  ThemeCountResolver,
  MissionActionResolver,
  MissionActionServices,
  StartupQueries,
  StartupResolver,
  StartupFacets.resolver,
  PhaseResolver,
  StartupServices,
  StartupTeam,
  TeamResolver,
  MembersResolver,
  StartupAgreements,
  StartupPainPoints,
  StartupIncubation,
  AgreementResolver,
  PainPointResolver,
  EntityAgreements,
  PublicContractQueries,
  PublicContractResolver,
  ServiceQueries,
  ServiceResolver,
  ServiceFacets.resolver,
  ...commandResolvers(COMMANDS),
  ThemeQueries,
  ThemeMissions,
  SearchQueries,
  StatisticsQueries,
  StatisticsResolver,
  SeriesResolver,
  IncubatorSeriesResolver,
  IncubatorEntityResolver,
  MinistryDomainSeriesResolver,
  PhaseTransitionResolver,
  MethodQueries,
  MethodResolver,
  ImportQueries,
  ImportFindingResolver,
  ImportSourceWords,
  OpenDataResolver,
  DatasetResolver,
  PublicationResolver,
  PublicationSteps,
] as const;

const DIRECTIVES = [...specifiedDirectives, unrollDirective];

let schema: Promise<GraphQLSchema> | null = null;

/** The GraphQL schema, built on the first call. */
export function buildApiSchema(): Promise<GraphQLSchema> {
  schema ??= build();
  return schema;
}

async function build(): Promise<GraphQLSchema> {
  // Resolvers of properties read the row directly: by default, TypeGraphQL creates an instance of the class for each field.
  for (const type of getMetadataStorage().objectTypes) type.simpleResolvers = true;
  const schema = withNullableRoots(
    await buildSchema({ resolvers: RESOLVERS, validate: false, directives: DIRECTIVES }),
  );
  addSnapshotFields(schema);
  // TypeGraphQL has no decorator for the description of a root type.
  const [queries, commands] = [schema.getQueryType(), schema.getMutationType()];
  if (queries) queries.description = 'The queries of the register.';
  if (commands)
    commands.description = 'The mutations of the register. Each requires a token with the role `EDITOR` or higher.';
  markOneOf(schema);
  guardFields(schema);
  listEnumValuesInErrors(schema);
  return schema;
}
