import { join } from 'node:path';
import { z } from 'zod';
import { packageRoot } from '../../config/packageRoot.ts';
import { readIfThere } from '../../publishing/releases/releaseFiles.ts';

/** Where what browsers load is built: files, each compressed too, and the list of them. */
export const BUNDLE_FOLDER = join(packageRoot, 'dist', 'explorer');
export const BUNDLE_LIST = 'bundle.json';

const BundleShape = z.object({
  /** What it was built from: another key means that it must be built again. */
  key: z.string(),
  script: z.string(),
  style: z.string(),
  files: z.array(z.string()),
});

/** What a browser loads of the explorer: names of files, which change with what is in them. */
export type Bundle = z.infer<typeof BundleShape>;

/** The bundle that was built, or null. */
export async function readBundle(): Promise<Bundle | null> {
  const text = await readIfThere(join(BUNDLE_FOLDER, BUNDLE_LIST));
  return text === null ? null : BundleShape.parse(JSON.parse(text));
}
