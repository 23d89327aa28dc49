import type { FastifyInstance } from 'fastify';
import { contentType, SHORT_LIVED } from '../publishing/exportsDirectory/httpHeaders.ts';
import {
  LATEST,
  readManifest,
  releaseWrittenAt,
  resolveRelease,
  sha256,
} from '../publishing/exportsDirectory/releaseFiles.ts';
import { modifiedAt, revisionOf } from '../publishing/exportsDirectory/releaseName.ts';
import { CATALOGUE_FILES, type CatalogueFile, catalogueTexts } from '../publishing/releases/toDcatCatalogue.ts';
import { sendContent } from '../server/http/sendContent.ts';

interface CataloguesOptions {
  readonly directory: string;
  readonly publicUrl: string;
}

interface CachedCatalogue {
  readonly key: string;
  readonly lastModified: Date;
  readonly texts: Readonly<Record<CatalogueFile, string>>;
}

/**
 * Serves the DCAT catalogues of each release and of `latest` with the public URL of this server. A release describes its own files;
 * `latest` describes permanent URLs, by which harvesters find a file again.
 */
export function serveCatalogues(app: FastifyInstance, { directory, publicUrl }: CataloguesOptions): void {
  let cached: CachedCatalogue | null = null;
  const catalogueOf = async (folder: string): Promise<CachedCatalogue | null> => {
    const name = await resolveRelease(directory, folder);
    if (name === null) return null;
    const key = `${folder} ${name} ${await releaseWrittenAt(directory, name)}`;
    if (cached?.key === key) return cached;
    const manifest = await readManifest(directory, name);
    if (manifest === null) return null;
    const lastModified = modifiedAt(new Date(manifest.instant), revisionOf(name));
    const catalogue = { key, lastModified, texts: await catalogueTexts({ name, manifest, publicUrl, folder }) };
    if (folder === LATEST) cached = catalogue;
    return catalogue;
  };
  for (const file of CATALOGUE_FILES) {
    app.get<{ Params: { folder: string } }>(`/exports/:folder/${file}`, async (request, reply) => {
      const catalogue = await catalogueOf(request.params.folder);
      if (catalogue === null) return reply.callNotFound();
      const { texts, lastModified } = catalogue;
      const content = texts[file];
      const validators = { etag: `"${sha256(content)}"`, lastModified };
      const described = { content, mediaType: contentType(file), cacheControl: SHORT_LIVED };
      return sendContent(request, reply, { ...described, ...validators });
    });
  }
}
