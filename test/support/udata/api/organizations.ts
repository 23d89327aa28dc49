import { type Call, theOrganization } from '../http/call.ts';
import { isObject } from '../http/json.ts';
import { type FakeResponse, json } from '../http/response.ts';
import type { Route } from '../http/routes.ts';
import { contactPointDocument, datasetDocument, organizationReference, userReference } from './documents.ts';
import { isListed } from './listing.ts';
import { pageOf } from './page.ts';

const ONE = '/api/1/organizations/{organization}/';

export const ORGANIZATION_ROUTES: Route[] = [
  { method: 'GET', path: ONE, handle: read },
  { method: 'GET', path: `${ONE}datasets/`, handle: datasets },
  { method: 'GET', path: `${ONE}contacts/`, handle: contacts },
];

function read(call: Call): FakeResponse {
  const organization = theOrganization(call);
  const reference = organizationReference(organization, call);
  return json(200, {
    ...(isObject(reference) ? reference : {}),
    description: organization.name,
    created_at: organization.created_at,
    last_modified: organization.created_at,
    deleted: null,
    business_number_id: null,
    url: null,
    extras: {},
    metrics: {},
    members: organization.members.map(({ user, role, since }) => ({
      user: userReference(call.state.users.get(user), call),
      role,
      since,
      label: role,
    })),
  });
}

function datasets(call: Call): FakeResponse {
  const { id } = theOrganization(call);
  const held = [...call.state.datasets.values()]
    .filter((dataset) => dataset.organization === id && isListed(call, dataset))
    .sort((a, b) => (a.created_at_internal < b.created_at_internal ? 1 : -1));
  return json(
    200,
    pageOf(call, held, (dataset) => datasetDocument(dataset, call)),
  );
}

function contacts(call: Call): FakeResponse {
  const { id } = theOrganization(call);
  const held = [...call.state.contactPoints.values()].filter(({ organization }) => organization === id);
  return json(
    200,
    pageOf(call, held, (point) => contactPointDocument(point, call)),
  );
}
