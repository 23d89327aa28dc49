import { isObject, type Json, type JsonObject } from '../http/json.ts';
import type { FakeResponse } from '../http/response.ts';
import { type Dataset, newDataset } from '../model/Dataset.ts';
import { newResource } from '../model/Resource.ts';
import { datasetOf, type Fault, type Given, reworded } from './Fault.ts';

/** The platform answers, with other data than one would think: someone else was there, or it lost something. */
export const DRIFT = {
  'F16.sha1': afterUpload(({ resources }, id) => {
    const resource = resources.find((held) => held.id === id);
    if (resource !== undefined) resource.checksum = { type: 'sha1', value: '0'.repeat(40) };
    return { checksum: { type: 'sha1', value: '0'.repeat(40) } };
  }),
  'F16.size': afterUpload(({ resources }, id) => {
    const resource = resources.find((held) => held.id === id);
    if (resource !== undefined) resource.filesize = 1;
    return { filesize: 1 };
  }),
  'F17.licence': afterwards((dataset) => {
    dataset.license = null;
    return { license: 'notspecified' };
  }),
  'F17.tag': afterwards((dataset) => {
    dataset.tags = [...dataset.tags.slice(1), 'une-autre-etiquette'].sort();
    return { tags: dataset.tags };
  }),
  'F17.slug': afterwards((dataset) => {
    dataset.slug = `${dataset.slug}-1`;
    return { slug: dataset.slug };
  }),
  /** A second worker created the same dataset at the same time. */
  'F18.duplicate': ({ call, proceed }) => {
    const answer = proceed();
    const original = datasetOf(call, answer);
    if (original === undefined) return answer;
    const now = call.state.now();
    const twin = { ...structuredClone(original), id: call.state.ids.objectId(), slug: `${original.slug}-twin` };
    call.state.datasets.set(twin.id, { ...twin, resources: [], created_at_internal: now, last_modified_internal: now });
    return answer;
  },
  'F20.harvested': beforehand((dataset) => {
    dataset.harvest = { backend: 'dcat', remote_id: 'https://x.gouv.fr/1', remote_title: dataset.title };
  }),
  'F20.archived': beforehand((dataset, now) => {
    dataset.archived = now;
  }),
  'F20.private': beforehand((dataset) => {
    dataset.private = true;
  }),
  'F20.foreign': beforehand((dataset, _now, others) => {
    dataset.organization = others.find((id) => id !== dataset.organization) ?? null;
  }),
  'F20.edited': beforehand((dataset, now) => {
    dataset.description = `${dataset.description}\n\nRelu par quelqu'un.`;
    dataset.last_modified_internal = now;
  }),
  /** Someone creates a dataset while the list is read: what was on this page slides to the next. */
  'F21.inserted': ({ call, proceed }) => {
    const answer = proceed();
    const intruder = newDataset(call.state.ids.objectId(), call.state.now());
    const organization = call.query.get('organization');
    Object.assign(intruder, { title: 'Intrus', slug: `intrus-${intruder.id}`, description: 'Intrus', organization });
    call.state.datasets.set(intruder.id, intruder);
    return answer;
  },
  /** Not for extras: each of their names is data, so a new one would be an extra that the platform holds. */
  'F22.fields': ({ call, proceed }) =>
    call.path.endsWith('/extras/')
      ? proceed()
      : reworded(proceed(), (body) => ({ ...body, brand_new: { nested: [1, null] } })),
  'F22.enums': ({ proceed }) =>
    reworded(proceed(), (body) => ({ ...body, frequency: 'everyFullMoon', type: 'hologram' })),
  'F22.metrics': ({ proceed }) => reworded(proceed(), (body) => ({ ...body, metrics: null })),
  'F22.quality': ({ proceed }) => reworded(proceed(), ({ quality: _quality, ...body }) => body),
  'F23.ahead': skewed(3 * 3600 * 1000),
  'F23.behind': skewed(-3 * 3600 * 1000),
  'F24.schemasDown': ({ call, proceed }) => {
    const { schemasDown } = call.state;
    call.state.schemasDown = true;
    const answer = proceed();
    call.state.schemasDown = schemasDown;
    return answer;
  },
  /** A cache in front still holds the version of before the last change. */
  'F26.stale': ({ call, proceed }) => {
    const { datasets, previous } = call.state;
    const current = datasetOf(call);
    const old = previous.get(current?.id ?? '');
    if (current === undefined || old === undefined) return proceed();
    datasets.set(current.id, old);
    const answer = proceed();
    datasets.set(current.id, current);
    return answer;
  },
  /** A person adds a resource: the publication must not remove it. */
  'F20.foreignResource': beforehand((dataset, now, _others, uuid) => {
    const added = { ...newResource(uuid, now), title: "Le fichier d'un autre", url: 'https://x.gouv.fr/autre.csv' };
    dataset.resources = [...dataset.resources, added];
  }),
} satisfies Record<string, Fault>;

function afterwards(change: (dataset: Dataset) => JsonObject): Fault {
  return ({ call, proceed }) => {
    const answer = proceed();
    const dataset = datasetOf(call, answer);
    if (dataset === undefined || answer.status >= 400) return answer;
    const changed = change(dataset);
    return reworded(answer, (body) => ({ ...body, ...only(changed, body) }));
  };
}

function afterUpload(change: (dataset: Dataset, resource: Json | undefined) => JsonObject): Fault {
  return (given) => {
    const answer = given.proceed();
    const dataset = datasetOf(given.call, answer);
    if (dataset === undefined || answer.status >= 400) return answer;
    return reworded(answer, (body) => ({ ...body, ...only(change(dataset, body.id), body) }));
  };
}

function beforehand(change: (dataset: Dataset, now: string, organizations: string[], uuid: string) => void): Fault {
  return ({ call, proceed }: Given): FakeResponse => {
    const { state } = call;
    const named = datasetOf(call);
    const touched = named === undefined ? [...state.datasets.values()] : [named];
    for (const dataset of touched) change(dataset, state.now(), [...state.organizations.keys()], state.ids.uuid());
    return proceed();
  };
}

function skewed(ms: number): Fault {
  return ({ call, proceed }) => {
    call.state.clock.skew = ms;
    return proceed();
  };
}

/** Only what the answer showed: a mask may have hidden it. */
const only = (changed: JsonObject, body: Json): JsonObject =>
  Object.fromEntries(Object.entries(changed).filter(([key]) => isObject(body) && key in body));
