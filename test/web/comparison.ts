/** A value that differs between two files at one path. */
export interface Difference {
  /** `data[a-dock].attributes.phases[construction].end`. */
  readonly path: string;
  /** Undefined when the path does not exist. */
  readonly live: unknown;
  readonly ours: unknown;
}

/**
 * Compares two files path by path. Items of a list are identified by ID or name, otherwise by index. The order of
 * identified items is compared under its own path, `[order]`. A list of texts is one value.
 * @param byId whether the file is an object whose keys are ids.
 */
export function compareResponses(
  live: unknown,
  ours: unknown,
  byId = false,
): { paths: number; differences: Difference[] } {
  const [there, here] = [leavesOf(live, byId), leavesOf(ours, byId)];
  const paths = [...new Set([...there.keys(), ...here.keys()])];
  const differences = paths.flatMap((path): Difference[] => {
    const pair = { live: there.get(path), ours: here.get(path) };
    return JSON.stringify(pair.live) === JSON.stringify(pair.ours) ? [] : [{ path, ...pair }];
  });
  return { paths: paths.length, differences };
}

/** A path with `[]` for the items of lists: `data[].attributes.phases[].end`. */
export function shapeOf(path: string): string {
  return path.replace(/\[(?!order\])[^\]]*\]/g, '[]');
}

function leavesOf(file: unknown, byId: boolean): Map<string, unknown> {
  const leaves = new Map<string, unknown>();
  const walk = (path: string, at: unknown): void => {
    if (typeof at !== 'object' || at === null) leaves.set(path, at);
    else if (!Array.isArray(at)) {
      const keyed = byId && path === '';
      if (keyed) leaves.set('[order]', Object.keys(at));
      const within = (key: string) => (keyed ? `[${key}]` : path === '' ? key : `${path}.${key}`);
      for (const [key, item] of Object.entries(at)) walk(within(key), item);
    } else if (at.every((item) => typeof item === 'string')) leaves.set(path, at);
    else {
      const names = at.map(nameOf);
      if (names.every((name) => name !== null)) leaves.set(`${path}[order]`, names);
      for (const [index, item] of at.entries()) walk(`${path}[${names[index] ?? index}]`, item);
    }
  };
  walk('', file);
  return leaves;
}

/** The identifier of an item: an ID, or the name of a phase. Events also have names, which are not unique. */
function nameOf(item: unknown): string | null {
  if (typeof item !== 'object' || item === null) return null;
  if ('id' in item) return String(item.id);
  return 'start' in item && 'name' in item ? String(item.name) : null;
}
