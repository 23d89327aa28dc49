import type { Call } from '../http/call.ts';
import type { Json, JsonObject } from '../http/json.ts';
import { errorMessage, errorResponse, type FakeResponse, json, noContent } from '../http/response.ts';
import type { Route } from '../http/routes.ts';
import { type ContactPoint, roleOf } from '../model/people.ts';
import { CONTACT_ROLES } from '../model/vocabularies.ts';
import { forbidden, theUser } from '../rules/access.ts';
import { readObject } from '../rules/body.ts';
import { referenceOf } from '../rules/forms.ts';
import { urlFault } from '../rules/urls.ts';
import { contactPointDocument } from './documents.ts';

const ONE = '/api/1/contacts/{contact}/';

export const CONTACT_ROUTES: Route[] = [
  {
    method: 'GET',
    path: '/api/1/contacts/roles/',
    handle: () =>
      json(
        200,
        CONTACT_ROLES.map((id) => ({ id, label: id })),
      ),
  },
  { method: 'POST', path: '/api/1/contacts/', secured: true, creates: true, handle: create },
  { method: 'GET', path: ONE, handle: (call) => json(200, contactPointDocument(theContact(call), call)) },
  { method: 'PUT', path: ONE, secured: true, handle: update },
  { method: 'DELETE', path: ONE, secured: true, handle: remove },
];

/** The same contact point again is the one that is already there: 200, and its id. */
function create(call: Call): FakeResponse {
  const { state } = call;
  const blank = {
    name: '',
    email: null,
    contact_form: null,
    role: 'contact',
    organization: null,
    owner: theUser(call).id,
  };
  const draft = readContact(call, readObject(call), { id: '', ...blank });
  const identity = (point: ContactPoint) => JSON.stringify({ ...point, id: '' });
  const known = [...state.contactPoints.values()].find((point) => identity(point) === identity(draft));
  if (known !== undefined) return json(200, contactPointDocument(known, call));
  const point = { ...draft, id: state.ids.objectId() };
  state.contactPoints.set(point.id, point);
  return json(201, contactPointDocument(point, call));
}

function update(call: Call): FakeResponse {
  const point = readContact(call, readObject(call), demandMine(call));
  call.state.contactPoints.set(point.id, point);
  return json(200, contactPointDocument(point, call));
}

function remove(call: Call): FakeResponse {
  call.state.contactPoints.delete(demandMine(call).id);
  return noContent();
}

function readContact(call: Call, body: JsonObject, former: ContactPoint): ContactPoint {
  const { state } = call;
  const user = theUser(call);
  const text = (value: Json | undefined, otherwise: string | null) =>
    value === undefined ? otherwise : typeof value === 'string' && value !== '' ? value : null;
  const draft: ContactPoint = {
    ...former,
    name: text(body.name, former.name) ?? '',
    email: text(body.email, former.email),
    contact_form: text(body.contact_form, former.contact_form),
    role: text(body.role, former.role) ?? '',
  };
  if ((body.organization ?? null) !== null) {
    const organization = state.organizations.get(referenceOf(body.organization ?? null));
    if (organization === undefined || (!user.sysadmin && roleOf(user, organization) === null))
      throw invalid({ organization: 'Permission denied for this organization' });
    draft.organization = organization.id;
    draft.owner = null;
  }
  if (draft.name === '' || draft.name.length > 255 || /https?:\/\//.test(draft.name))
    throw invalid({ name: 'Invalid name' });
  if (!CONTACT_ROLES.includes(draft.role)) throw invalid({ role: `'${draft.role}' is not a valid contact role` });
  if (draft.email !== null && !/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(draft.email))
    throw invalid({ email: 'Invalid email' });
  const fault = draft.contact_form === null ? null : urlFault(draft.contact_form);
  if (fault !== null) throw invalid({ contact_form: fault });
  if (draft.role === 'contact' && draft.email === null && draft.contact_form === null)
    throw errorResponse(400, {
      errors: {},
      message: 'At least an email or a contact form is required for a contact point',
    });
  return draft;
}

function theContact(call: Call): ContactPoint {
  const found = call.state.contactPoints.get(call.params.contact ?? '');
  if (found === undefined) throw errorMessage(404, 'Contact point does not exist');
  return found;
}

function demandMine(call: Call): ContactPoint {
  const point = theContact(call);
  const user = theUser(call);
  const organization = call.state.organizations.get(point.organization ?? '');
  const member = organization !== undefined && roleOf(user, organization) !== null;
  if (!member && point.owner !== user.id && !user.sysadmin) throw forbidden();
  return point;
}

const invalid = (errors: JsonObject) => errorResponse(400, { errors, message: Object.values(errors).join(', ') });
