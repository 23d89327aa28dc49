import { type Call, NOT_FOUND } from '../http/call.ts';
import { isObject } from '../http/json.ts';
import { applyMask, readMask } from '../http/mask.ts';
import { ErrorResponse, errorMessage, type FakeResponse, html, json, redirect } from '../http/response.ts';
import { type Match, matchRoute, type Route } from '../http/routes.ts';
import { authenticate, theUser } from '../rules/access.ts';
import { convertDataset, convertOrganization } from '../rules/lookup.ts';
import { strictCall, strictSlash } from '../rules/strict.ts';
import { ROUTES } from './routes.ts';

/** The platform itself: one call in, one answer out, no network. Its order is udata's: path, key, read-only, rights, body. */
export function answerTo(call: Call): FakeResponse {
  try {
    return route(call);
  } catch (thrown) {
    if (thrown instanceof ErrorResponse) return thrown.answer;
    // An internal error of the fake platform must not look like an error of udata.
    const reason = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
    call.state.violations.push(`the fake platform itself failed on ${call.method} ${call.path}: ${reason}`);
    return json(500, { message: `the fake platform itself failed: ${reason}` });
  }
}

function route(call: Call): FakeResponse {
  if (call.method === 'OPTIONS') return preflight();
  const match = matchRoute(ROUTES, call.method, call.path);
  if (match === null) return nowhere(call);
  strictCall(call, match.params.dataset);
  if (match.route === null) return notAllowed(match);
  call.params = match.params;
  if (match.params.dataset !== undefined) call.dataset = convertDataset(call, match.params.dataset);
  if (match.params.organization !== undefined) call.organization = convertOrganization(call, match.params.organization);
  const { user, cookie } = authenticate(call);
  call.user = user;
  if (match.route.secured) theUser(call);
  if (match.route.creates && call.state.readOnly && !theUser(call).sysadmin) throw errorMessage(423, READ_ONLY);
  const answer = masked(call, match.route);
  return cookie === null ? answer : { ...answer, headers: { ...answer.headers, 'Set-Cookie': cookie } };
}

/** The mask also applies to error responses: without `message` in it, the reason is lost. */
function masked(call: Call, { handle, unmasked }: Route): FakeResponse {
  const header = call.headers['x-fields'];
  if (unmasked || typeof header !== 'string' || header.trim() === '') return handle(call);
  const mask = readMask(header);
  const answer = responseOf(() => handle(call));
  if (answer.content.kind !== 'json' || answer.status === 599) return answer;
  const body = applyMask(mask, answer.content.body);
  const shown = answer.status >= 400 && isObject(body) ? { message: '', ...body } : body;
  return { ...answer, content: { kind: 'json', body: shown } };
}

function responseOf(handle: () => FakeResponse): FakeResponse {
  try {
    return handle();
  } catch (thrown) {
    if (thrown instanceof ErrorResponse) return thrown.answer;
    throw thrown;
  }
}

function nowhere(call: Call): FakeResponse {
  const slashed = `${call.path}/`;
  if (matchRoute(ROUTES, call.method, slashed) !== null) {
    strictSlash(call.state, call.path);
    const query = call.query.size === 0 ? '' : `?${call.query}`;
    return redirect(308, `${call.state.url}${slashed}${query}`);
  }
  const accepted = call.headers.accept ?? '';
  if (accepted.startsWith('text/html')) return html(404, '<!doctype html>\n<title>404</title>\n<h1>Not Found</h1>\n');
  return json(404, { error: NOT_FOUND, status: 404 });
}

function notAllowed({ allowed }: Match): FakeResponse {
  const names = ['OPTIONS', 'PUT', 'DELETE', 'POST', 'HEAD', 'GET'];
  const present = names.filter((name) => name === 'OPTIONS' || allowed.includes(name === 'HEAD' ? 'GET' : name));
  return json(405, { message: 'The method is not allowed for the requested URL.' }, { Allow: present.join(', ') });
}

const preflight = (): FakeResponse => ({
  status: 204,
  headers: {
    'Access-Control-Allow-Methods': 'DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT',
    'Access-Control-Allow-Headers': 'Content-Type, X-API-KEY, X-Fields',
  },
  content: { kind: 'empty' },
});

const READ_ONLY = 'Due to security reasons, the creation of new content is currently disabled.';
