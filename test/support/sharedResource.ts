import type { SharedResources } from '../jest/TestServices.ts';

const requested = new Map<string, Promise<unknown>>();

/** Returns a shared resource of this run. It is created for the first test that requests it. */
export function sharedResource<Name extends keyof SharedResources>(name: Name): Promise<SharedResources[Name]> {
  const found = (requested.get(name) as Promise<SharedResources[Name]> | undefined) ?? requestResource(name);
  requested.set(name, found);
  return found;
}

async function requestResource<Name extends keyof SharedResources>(name: Name): Promise<SharedResources[Name]> {
  const services = process.env.REGISTRE_TEST_SERVICES;
  if (!services) throw new Error('Run the tests with npm test: the shared resources are missing.');
  const response = await fetch(`${services}/${name}`);
  if (!response.ok) throw new Error(`The shared resource "${name}" could not be created:\n${await response.text()}`);
  return (await response.json()) as SharedResources[Name];
}
