import { createHash } from 'node:crypto';
import type { JsonObject } from '../http/json.ts';
import type { Resource } from '../model/Resource.ts';
import type { State } from '../model/State.ts';
import { csvProfile } from './csvDetective.ts';

/**
 * What the crawler (hydra) does with a resource: `ends` checks and analyses it. `checks` never ends the analysis. `older` still has the
 * results of another version of the file. `fails` can't read the tables. `tooLarge` does not download the file.
 */
export type Crawler = 'ends' | 'checks' | 'older' | 'fails' | 'tooLarge';

/** Writes the results of the crawler into the extras of a resource, and those of csv-detective into the tables. */
export function crawl(state: State, resource: Resource): void {
  const alive = !state.deadUrls.has(resource.url);
  Object.assign(resource.extras, {
    'check:available': alive,
    'check:status': alive ? 200 : 404,
    'check:date': state.now(),
  });
  const bytes = resource.path === null ? undefined : state.files.get(resource.path);
  if (!alive || bytes === undefined || state.crawler === 'checks') return;
  const older = state.crawler === 'older';
  const content = older ? Buffer.concat([bytes, Buffer.from('\n')]) : bytes;
  const tooLarge = state.crawler === 'tooLarge';
  Object.assign(resource.extras, {
    'analysis:checksum': tooLarge ? null : createHash('sha1').update(content).digest('hex'),
    'analysis:content-length': tooLarge ? null : content.length,
    'analysis:mime-type': tooLarge ? null : (resource.mime ?? 'text/plain'),
    'analysis:error': tooLarge ? 'File too large to download' : null,
    'analysis:last-modified-at': resource.last_modified_internal,
    'analysis:last-modified-detection': 'last-modified-header',
  });
  if (resource.format === 'csv' && !tooLarge) parseTable(state, resource, content, older);
  // udata drops the extras without a value.
  resource.extras = Object.fromEntries(Object.entries(resource.extras).filter(([, value]) => value !== null));
}

function parseTable(state: State, resource: Resource, content: Buffer, older: boolean): void {
  const url = older ? `${resource.url}.old` : resource.url;
  Object.assign(resource.extras, { 'analysis:parsing:started_at': state.now(), 'analysis:parsing:error': null });
  try {
    if (state.crawler === 'fails') throw new Error('connection to the database was lost');
    state.tables.set(resource.id, { url, createdAt: state.now(), profile: profileOf(content) });
    resource.extras['analysis:parsing:parsing_table'] = createHash('md5').update(url).digest('hex');
    resource.preview_url = `${state.url}/explore/resources/${resource.id}`;
  } catch (error) {
    resource.extras['analysis:parsing:error'] = `csv_detective:${error instanceof Error ? error.message : error}`;
    resource.extras['analysis:parsing:parsing_table'] = null;
  }
  resource.extras['analysis:parsing:finished_at'] = state.now();
}

/** The profiles of stored files: the crawler runs every 2 seconds, and parsing all files again would block the requests meanwhile. */
const PROFILES = new WeakMap<Buffer, JsonObject>();

function profileOf(content: Buffer): JsonObject {
  const profile = PROFILES.get(content) ?? csvProfile(content.toString('utf8'));
  PROFILES.set(content, profile);
  return profile;
}
