import type { FastifyInstance } from 'fastify';
import type { Documents } from './Documents.ts';
import type { Source } from './files/documentFile.ts';
import { serveFiles } from './files/serveFiles.ts';
import { servePersisted } from './servePersisted.ts';

/** Serves documents by their hash: their answers under `/graphql/`, their files under `/d/`. */
export function serveDocuments(app: FastifyInstance, documents: Documents, source: Source): void {
  servePersisted(app, documents, source.answer);
  serveFiles(app, documents, source);
}
