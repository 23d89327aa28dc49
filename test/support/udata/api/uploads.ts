import { type Call, theDataset } from '../http/call.ts';
import { errorMessage, type FakeResponse, json, serverError } from '../http/response.ts';
import type { Route } from '../http/routes.ts';
import type { Dataset } from '../model/Dataset.ts';
import { newResource, type Resource } from '../model/Resource.ts';
import { demandEdit } from '../rules/access.ts';
import { extensionOf, mimeOf, sha1 } from '../rules/files.ts';
import { resourceIn } from '../rules/lookup.ts';
import { strictFile } from '../rules/strict.ts';
import { type ReceivedFile, receive } from '../rules/uploads.ts';
import { resourceDocument } from './documents.ts';

export const UPLOAD_ROUTES: Route[] = [
  { method: 'POST', path: '/api/1/datasets/{dataset}/upload/', secured: true, creates: true, handle: uploadNew },
  {
    method: 'POST',
    path: '/api/1/datasets/{dataset}/resources/{rid}/upload/',
    secured: true,
    creates: true,
    handle: uploadReplace,
  },
  { method: 'GET', path: '/resources/{file}', handle: download },
];

function uploadNew(call: Call): FakeResponse {
  const dataset = theDataset(call);
  demandEdit(call, dataset);
  const received = receive(call);
  if ('status' in received) return received.status;
  const draft = structuredClone(dataset);
  const resource = newResource(call.state.ids.uuid(), call.state.now());
  resource.filetype = 'file';
  resource.type = 'main';
  store(call, draft, resource, received.file, null);
  draft.resources.unshift(resource);
  return stored(call, draft, resource, 201);
}

/** The resource keeps its id, description, type, schema and extras; its title becomes the name of the file. */
function uploadReplace(call: Call): FakeResponse {
  const dataset = theDataset(call);
  demandEdit(call, dataset);
  const former = resourceIn(dataset, call.params.rid);
  const received = receive(call);
  if ('status' in received) return received.status;
  const draft = structuredClone(dataset);
  const resource = resourceIn(draft, former.id);
  store(call, draft, resource, received.file, former);
  if (former.path !== null) call.state.files.delete(former.path);
  return stored(call, draft, resource, 200);
}

function store(call: Call, dataset: Dataset, resource: Resource, file: ReceivedFile, replaced: Resource | null): void {
  const { state } = call;
  const path = `${dataset.slug}/${state.clock.second()}/${file.name}`;
  const digest = sha1(file.bytes);
  strictFile(state, dataset, replaced, { name: file.name, sha1: digest, path });
  if (state.files.has(path)) throw serverError();
  state.files.set(path, file.bytes);
  Object.assign(resource, {
    title: file.name,
    url: `${state.url}/resources/${path}`,
    path,
    format: file.extension,
    mime: mimeOf(file.extension),
    checksum: { type: 'sha1', value: digest },
    filesize: file.bytes.length,
    last_modified_internal: state.now(),
  } satisfies Partial<Resource>);
}

function stored(call: Call, draft: Dataset, resource: Resource, status: number): FakeResponse {
  call.state.save(draft);
  return json(status, { ...resourceDocument(resource, call), success: true });
}

function download(call: Call): FakeResponse {
  const path = call.params.file ?? '';
  const bytes = call.state.files.get(path);
  if (bytes === undefined) throw errorMessage(404, 'File not found');
  const type = mimeOf(extensionOf(path.split('/').at(-1) ?? '') ?? '');
  return { status: 200, headers: {}, content: { kind: 'file', type, bytes } };
}
