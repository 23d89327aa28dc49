import { type Call, isWrite } from '../http/call.ts';
import type { JsonObject } from '../http/json.ts';
import { readMask } from '../http/mask.ts';
import { errorResponse } from '../http/response.ts';
import type { Dataset } from '../model/Dataset.ts';
import { OBJECT_ID } from '../model/identifiers.ts';
import type { Resource } from '../model/Resource.ts';
import type { State } from '../model/State.ts';
import { LICENSES } from '../model/vocabularies.ts';

/**
 * What udata lets through and our publisher must never do. Out of strict mode these say nothing; in strict mode the
 * answer is 599 with the reason, and closing the fake platform fails.
 */
export function strictCall(call: Call, named: string | undefined): void {
  const { state, headers } = call;
  if (call.method === 'PATCH' && !call.path.startsWith('/api/1/dataservices/'))
    violate(state, 'PATCH exists on udata for dataservices only: send the whole form with PUT.');
  if (headers.cookie !== undefined) violate(state, 'a cookie was kept: with a session the API key is no longer read.');
  if (!isWrite(call)) return;
  const fields = headers['x-fields'];
  if (typeof fields === 'string' && !('message' in readMask(fields)))
    violate(state, 'X-Fields without message on a write: it would also mask the reason of an error.');
  if (named !== undefined && !OBJECT_ID.test(named))
    violate(state, `${named} is a slug: a write names its dataset by id, a slug changes with the title.`);
}

export const strictSlash = (state: State, path: string): void =>
  violate(state, `${path} lacks its trailing slash: a redirected body cannot always be sent again.`);

export function strictDatasetForm(state: State, body: JsonObject, creating: boolean): void {
  const { license } = body;
  if (license !== undefined && license !== null && !(typeof license === 'string' && Object.hasOwn(LICENSES, license)))
    violate(state, `licence ${JSON.stringify(license)} is unknown: udata drops it without a word.`);
  if (creating && (body.organization ?? null) === null)
    violate(state, 'a creation without organization: the dataset would belong to the person who holds the key.');
  if (creating) return;
  for (const key of ['tags', 'temporal_coverage', 'private'])
    if (body[key] === undefined) violate(state, `PUT without ${key}: udata may wipe it, or publish a draft.`);
  if (body.resources !== undefined) violate(state, 'PUT with resources: udata deletes those that are not listed.');
  if ((body.owner ?? null) !== null) violate(state, 'PUT with owner: the dataset would leave its organization.');
}

export function strictDatasetChange(state: State, former: Dataset, draft: Dataset): void {
  if (sameBut(former, draft)) violate(state, 'PUT of a dataset without any change: it would look freshly edited.');
}

export function strictResourceForm(state: State, body: JsonObject): void {
  if (body.extras !== undefined)
    violate(state, "extras in a v1 PUT of a resource: it erases the crawler's; use API v2.");
}

export function strictResourceChange(state: State, former: Resource, draft: Resource): void {
  if (sameBut(former, draft)) violate(state, 'PUT of a resource without any change: stale data would look fresh.');
}

export function strictFile(
  state: State,
  dataset: Dataset,
  replaced: Resource | null,
  file: { name: string; sha1: string; path: string },
) {
  if (state.files.has(file.path)) violate(state, `${file.name} was sent twice within one second: udata crashes on it.`);
  const same = (resource: Resource) => resource.checksum?.value === file.sha1;
  const twin = replaced ?? dataset.resources.find(({ path }) => path?.endsWith(`/${file.name}`) === true);
  if (twin !== undefined && same(twin))
    violate(state, `${file.name} is already there, byte for byte: send what changed.`);
}

function violate(state: State, reason: string): void {
  if (!state.strict) return;
  state.violations.push(reason);
  throw errorResponse(599, { message: `strict mode: ${reason}` });
}

const sameBut = (former: object, draft: object): boolean => JSON.stringify(former) === JSON.stringify(draft);
