import { readFile } from 'node:fs/promises';
import { fail } from '../../errors/errors.ts';
import { messageWithoutPaths } from '../../files/systemError.ts';
import { SITE_THEME_INVALID } from '../webErrors.ts';

/** The CSS of SITE_THEME_FILE; empty without a file. Throws SITE_THEME_INVALID. */
export async function readTheme(file: string | null): Promise<string> {
  if (file === null) return '';
  try {
    const css = await readFile(file, 'utf8');
    if (!css.includes('</')) return css;
  } catch (error) {
    return fail(SITE_THEME_INVALID, { file, problem: messageWithoutPaths(error) });
  }
  return fail(SITE_THEME_INVALID, { file, problem: 'it contains `</`, which would end its element' });
}
