import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { InvalidArgumentError } from 'commander';
import { SOURCE_FILES } from '../../src/importing/sources/readSource.ts';

export const SOURCE_HELP = `a folder with ${SOURCE_FILES.join(', ')} of https://beta.gouv.fr/api/v2.7`;

/** Parser of the argument for the folder of source files. These files are not part of this repository. */
export function sourceFolder(folder: string): string {
  const missing = SOURCE_FILES.filter((file) => !existsSync(join(folder, file)));
  if (missing.length > 0) throw new InvalidArgumentError(`The folder does not contain ${missing.join(', ')}.`);
  return folder;
}
