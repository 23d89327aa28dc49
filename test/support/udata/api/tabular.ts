import type { Call } from '../http/call.ts';
import { errorMessage, type FakeResponse, json } from '../http/response.ts';
import type { Route } from '../http/routes.ts';

/** The tabular API (datagouv/api-tabular), which the real platform serves on another host and without keys. */
export const TABULAR_ROUTES: Route[] = [
  { method: 'GET', path: '/api/resources/{rid}/', unmasked: true, handle: resource },
  { method: 'GET', path: '/api/resources/{rid}/profile/', unmasked: true, handle: profile },
];

function resource(call: Call): FakeResponse {
  const { url, createdAt } = theTable(call);
  const links = ['profile', 'data', 'swagger'].map((rel) => {
    return { href: `${call.state.url}/api/resources/${call.params.rid}/${rel}/`, type: 'GET', rel };
  });
  return json(200, { created_at: createdAt, url, links });
}

function profile(call: Call): FakeResponse {
  return json(200, { profile: theTable(call).profile, deleted_at: null, dataset_id: null, indexes: null });
}

function theTable({ state, params }: Call) {
  const table = state.tables.get(params.rid ?? '');
  if (table === undefined) throw errorMessage(404, 'Not Found');
  return table;
}
