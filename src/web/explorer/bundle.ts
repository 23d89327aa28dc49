import { join } from 'node:path';
import { z } from 'zod';
import { packageRoot } from '../../config/packageRoot.ts';
import { readFileIfExists } from '../../publishing/exportsDirectory/releaseFiles.ts';

/** The folder of the built files, which are also stored compressed, and of their list. */
export const BUNDLE_FOLDER = join(packageRoot, 'dist', 'explorer');
export const BUNDLE_LIST = 'bundle.json';

const BundleShape = z.object({
  /** A hash of the sources. When it differs, the bundle must be built again. */
  key: z.string(),
  script: z.string(),
  style: z.string(),
  files: z.array(z.string()),
});

/** The names of the files that a browser loads. Each name contains a hash of its contents. */
export type Bundle = z.infer<typeof BundleShape>;

/** The list of the built files; null before the first build. */
export async function readBundle(): Promise<Bundle | null> {
  const text = await readFileIfExists(join(BUNDLE_FOLDER, BUNDLE_LIST));
  return text === null ? null : BundleShape.parse(JSON.parse(text));
}
