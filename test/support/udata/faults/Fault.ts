import type { Call } from '../http/call.ts';
import { isObject, type JsonObject } from '../http/json.ts';
import type { Delivery, FakeResponse } from '../http/response.ts';
import type { Dataset } from '../model/Dataset.ts';

/** One thing that goes wrong in one call: before it, instead of it, or after it. */
export type Fault = (given: Given) => FakeResponse;

export interface Given {
  call: Call;
  /** What the platform would do, and does when this is called. */
  proceed: () => FakeResponse;
  /** How long the slow ones are slow. */
  delayMs: number;
}

export const delivered = (answer: FakeResponse, delivery: Delivery): FakeResponse => ({ ...answer, delivery });

/** The answer with another body, when it has one in JSON. */
export function reworded(answer: FakeResponse, change: (body: JsonObject) => JsonObject): FakeResponse {
  const { content } = answer;
  if (content.kind !== 'json' || !isObject(content.body)) return answer;
  return { ...answer, content: { kind: 'json', body: change(content.body) } };
}

/** The dataset that a call is about: named by its path, else by the `id` of its answer. */
export function datasetOf(call: Call, answer?: FakeResponse): Dataset | undefined {
  const { datasets } = call.state;
  const named = /\/datasets\/([^/]+)\//.exec(call.path)?.[1] ?? '';
  const found = datasets.get(named) ?? call.state.bySlug(named);
  if (found !== undefined || answer?.content.kind !== 'json' || !isObject(answer.content.body)) return found;
  return datasets.get(`${answer.content.body.id}`);
}
