import { expect } from '@jest/globals';
import type { Example } from '../../src/web/explorer/examples.ts';
import type { ReferenceServer } from './referenceServer.ts';

/** The data of the response to an example, which has no errors. */
export async function dataOf(served: ReferenceServer, { slug, document, variables }: Example): Promise<object> {
  const response = await served.app.inject({
    method: 'POST',
    url: '/graphql',
    payload: { query: document, variables },
  });
  const { data, errors } = response.json();
  expect([slug, response.statusCode, errors]).toEqual([slug, 200, undefined]);
  return data;
}

/** The root fields without data: null, connections without items, and objects in which every list is empty and every number 0. */
export function emptyFields(data: object): string[] {
  return Object.entries(data)
    .filter(([, value]) => {
      const [lists, numbers] = [listsIn(value), leavesOf(value).filter((leaf) => typeof leaf === 'number')];
      const isEmptyConnection = value?.totalCount === 0 && lists.length > 0;
      const hasNothing =
        lists.length > 0 && lists.every(({ length }) => length === 0) && numbers.every((each) => each === 0);
      return value === null || isEmptyConnection || hasNothing;
    })
    .map(([name]) => name);
}

function listsIn(value: unknown): unknown[][] {
  if (typeof value !== 'object' || value === null) return [];
  return [...(Array.isArray(value) ? [value] : []), ...Object.values(value).flatMap(listsIn)];
}

function leavesOf(value: unknown): unknown[] {
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(leavesOf) : [value];
}
