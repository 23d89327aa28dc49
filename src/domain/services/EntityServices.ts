import { connection } from '../../graphql/connections/defineListing.ts';
import { FEW } from '../../graphql/cost.ts';
import { defineFields } from '../../graphql/fields/defineFields.ts';
import { toManyField, toOneField } from '../../graphql/filters/condition.ts';
import { extendFilter } from '../../graphql/filters/extendFilter.ts';
import { oneBy } from '../../graphql/relations/relations.ts';
import { sql } from '../../sql/sql.ts';
import { Entity } from '../entities/Entity.ts';
import { entitiesListing } from '../entities/entitiesListing.ts';
import { includeDescendants, withDescendants } from '../entities/entityTree.ts';
import { actionFilter, MissionAction } from '../missions/MissionAction.ts';
import { Startup } from '../startups/Startup.ts';
import { startupsListing } from '../startups/startupsListing.ts';
import { Service } from './Service.ts';
import { servicesListing } from './servicesListing.ts';

const operatedBy = connection('Entity.services', servicesListing, {
  via: { by: 'key', property: 'operatorKey' },
  viaWithDescendants: {
    by: 'select',
    keys: sql`SELECT s.id AS key FROM (${withDescendants}) e JOIN service s ON s.operator_id = e.key`,
  },
  arguments: includeDescendants('Whether to include the services of all entities below.'),
});

extendFilter(entitiesListing, {
  services: toManyField('Filters by the services that the entity operates.', operatedBy, () => servicesListing),
});

export const EntityServices = defineFields(Entity, {
  services: {
    relation: operatedBy,
    openData: 'services.operateur',
    label: 'Services',
    description: 'The services that the entity operates, by name.',
  },
});

const servicesOfStartup = connection('Startup.services', servicesListing, {
  via: { by: 'table', table: 'service_startup', from: 'startup_id', to: 'service_id' },
});

extendFilter(startupsListing, {
  services: toManyField('Filters by the services that the startup built.', servicesOfStartup, () => servicesListing),
});

export const StartupServices = defineFields(Startup, {
  services: {
    cost: FEW,
    relation: servicesOfStartup,
    openData: 'services_startups.service',
    label: 'Services',
    description: 'The services that the startup built, by name.',
  },
});

const serviceOfAction = oneBy<MissionAction, Service>(() => Service, 'serviceKey');

extendFilter(actionFilter, {
  service: toOneField('Selects the actions whose service matches.', serviceOfAction, () => servicesListing),
});

export const MissionActionServices = defineFields(MissionAction, { service: { relation: serviceOfAction } });
