import { join } from 'node:path';
import { z } from 'zod';
import { packageRoot } from '../../config/packageRoot.ts';
import { readFileIfExists } from '../../publishing/exportsDirectory/releaseFiles.ts';

/** The folder of the built files, each also compressed, and of their list. */
export const BUNDLE_FOLDER = join(packageRoot, 'dist', 'explorer');
export const BUNDLE_LIST = 'bundle.json';

const BundleShape = z.object({
  /** A digest of the sources: another key requires another build. */
  key: z.string(),
  script: z.string(),
  style: z.string(),
  files: z.array(z.string()),
});

/** The names of the files that a browser loads; they change with the contents. */
export type Bundle = z.infer<typeof BundleShape>;

/** The list of the built files; null before the first build. */
export async function readBundle(): Promise<Bundle | null> {
  const text = await readFileIfExists(join(BUNDLE_FOLDER, BUNDLE_LIST));
  return text === null ? null : BundleShape.parse(JSON.parse(text));
}
