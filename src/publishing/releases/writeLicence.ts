import { join } from 'node:path';
import { LICENCE } from '../catalogue.ts';
import type { ManifestResource } from '../exportsDirectory/manifest.ts';
import { writeTextFile } from '../exportsDirectory/outputFile.ts';
import { citationFile, type Provenance } from '../provenance.ts';
import { LICENCE_TEXT } from './licenceText.ts';

/** Writes `LICENCE`, the text of the licence, and `CITATION.cff`, how to cite the release. */
export async function writeLicence(
  root: string,
  modified: Date,
  release: string,
  provenance: Provenance,
  day: string,
): Promise<ManifestResource[]> {
  const write = async (
    path: string,
    text: string,
    resource: Pick<ManifestResource, 'title' | 'description' | 'format'>,
  ) => ({
    ...resource,
    type: 'documentation' as const,
    mime: 'text/plain',
    path,
    ...(await writeTextFile(join(root, path), text, modified)),
  });
  return [
    await write('LICENCE', LICENCE_TEXT, {
      title: LICENCE.title,
      description: `Le texte de la ${LICENCE.title}, sous laquelle cette publication est diffusée.`,
      format: 'txt',
    }),
    await write('CITATION.cff', citationFile(provenance, release, day), {
      title: 'Comment citer cette publication',
      description: 'La référence de cette publication, au format Citation File Format.',
      format: 'cff',
    }),
  ];
}
