import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { buildHash } from '../../foundation/buildHash.ts';
import type { Settings } from '../../foundation/settings.ts';
import type { Metrics } from '../telemetry/Metrics.ts';
import type { RedisAnswers } from './RedisAnswers.ts';

/** The settings that shared answers are opened by. */
type Sharing = Pick<
  Settings,
  'answersSharedUrl' | 'publicUrl' | 'environment' | 'costLimit' | 'documents' | 'documentsFile'
>;

/** Answers shared with other processes, if a setting says where; their client is loaded only then. */
export async function openSharedAnswers(settings: Sharing, metrics: Metrics): Promise<RedisAnswers | null> {
  const { answersSharedUrl: url } = settings;
  if (url === null) return null;
  const [{ RedisAnswers }, space] = await Promise.all([import('./RedisAnswers.ts'), spaceOf(settings)]);
  return new RedisAnswers({ url, space, count: (outcome) => metrics.sharedAnswers.inc({ outcome }) });
}

/** Processes of another build, or set up to answer otherwise, may use the same server: neither finds what the other kept. */
async function spaceOf(settings: Sharing): Promise<string> {
  const { publicUrl, environment, costLimit, documents, documentsFile } = settings;
  const trusted = documentsFile === null ? '' : await readFile(documentsFile, 'utf8');
  const said = JSON.stringify([buildHash(), environment, publicUrl, costLimit, documents, trusted]);
  return createHash('sha256').update(said).digest('base64url');
}
