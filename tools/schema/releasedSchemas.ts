import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { packageRoot } from '../../src/config/packageRoot.ts';

/** The folder of the schemas of each release that changed the schema, as `<version>.graphql`. */
export const RELEASED = join(packageRoot, 'schema', 'released');

/** A released schema. */
export interface ReleasedSchema {
  readonly version: string;
  readonly sdl: string;
  /** The replacements of the elements that the release removed or changed, by path (`<version>.yaml`). */
  readonly replacements: Readonly<Record<string, string>>;
}

/** The released schemas, the oldest first. */
export function releasedSchemas(): ReleasedSchema[] {
  return readdirSync(RELEASED)
    .flatMap((file) => /^(\d+\.\d+\.\d+)\.graphql$/.exec(file)?.[1] ?? [])
    .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))
    .map((version) => ({
      version,
      sdl: readFileSync(join(RELEASED, `${version}.graphql`), 'utf8'),
      replacements: replacementsOf(version),
    }));
}

function replacementsOf(version: string): Record<string, string> {
  const file = join(RELEASED, `${version}.yaml`);
  if (!existsSync(file)) return {};
  return z.record(z.string(), z.string().min(1)).parse(parse(readFileSync(file, 'utf8')) ?? {});
}
