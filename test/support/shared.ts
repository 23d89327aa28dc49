import type { Shared } from '../jest/TestServices.ts';

const asked = new Map<string, Promise<unknown>>();

/** What the tests of this run share: made when the first test asks for it. */
export function shared<Name extends keyof Shared>(name: Name): Promise<Shared[Name]> {
  const found = (asked.get(name) as Promise<Shared[Name]> | undefined) ?? ask(name);
  asked.set(name, found);
  return found;
}

async function ask<Name extends keyof Shared>(name: Name): Promise<Shared[Name]> {
  const services = process.env.REGISTRE_TEST_SERVICES;
  if (!services) throw new Error('Run the tests with npm test: nothing is shared here.');
  const response = await fetch(`${services}/${name}`);
  if (!response.ok) throw new Error(`The ${name} of the tests could not be made:\n${await response.text()}`);
  return (await response.json()) as Shared[Name];
}
