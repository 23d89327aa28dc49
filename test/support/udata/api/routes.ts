import type { Route } from '../http/routes.ts';
import { CONTACT_ROUTES } from './contacts.ts';
import { DATASERVICE_ROUTES } from './dataservices.ts';
import { DATASET_ROUTES } from './datasets.ts';
import { HARVEST_ROUTES } from './harvest.ts';
import { ME_ROUTES } from './me.ts';
import { ORGANIZATION_ROUTES } from './organizations.ts';
import { PLATFORM_ROUTES } from './platform.ts';
import { RESOURCE_ROUTES } from './resources.ts';
import { TABULAR_ROUTES } from './tabular.ts';
import { UPLOAD_ROUTES } from './uploads.ts';
import { V2_ROUTES } from './v2.ts';

/** Fixed paths before those that hold a `{dataset}`: the first that fits wins. */
export const ROUTES: readonly Route[] = [
  ...PLATFORM_ROUTES,
  ...ME_ROUTES,
  ...DATASET_ROUTES,
  ...RESOURCE_ROUTES,
  ...UPLOAD_ROUTES,
  ...V2_ROUTES,
  ...ORGANIZATION_ROUTES,
  ...CONTACT_ROUTES,
  ...DATASERVICE_ROUTES,
  ...HARVEST_ROUTES,
  ...TABULAR_ROUTES,
];
