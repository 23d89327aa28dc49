import type { RequestContext } from '../context.ts';
import type { Model } from './columns.ts';
import { tableOf } from './columns.ts';
import { loadByKey } from './loaders.ts';

/** The table and key of a global id such as `startup_12`; null if the text is not a global id. */
export function decodeId(id: string): { table: string; key: number } | null {
  const match = /^([a-z_]+)_([1-9]\d{0,8})$/.exec(id);
  return match?.[1] && match[2] ? { table: match[1], key: Number(match[2]) } : null;
}

/** The row of a global id, as an instance of one of these classes; null if no class has such a row. */
export async function loadNode(ctx: RequestContext, models: readonly Model[], id: string): Promise<object | null> {
  const decoded = decodeId(id);
  const model = models.find((each) => tableOf(each) === decoded?.table);
  if (!decoded || !model) return null;
  const row = await loadByKey(ctx, model, decoded.key);
  return row && Object.assign(new model(), row);
}
