import type { FastifyInstance } from 'fastify';
import { LICENCE } from '../publishing/catalogue.ts';
import { PUBLIC } from '../server/http/cacheControl.ts';
import { etagOfBytes } from '../server/http/etag.ts';
import { sendContent } from '../server/http/sendContent.ts';
import { BETA_GOUV_FILES } from './betaGouv/betaGouvFiles.ts';
import { exportPaths } from './exports/exportPaths.ts';
import { feed, file, parameter } from './openApiParts.ts';
import { API_PATH, ATOM_PATH, SITE_NAME, type Site } from './site/Site.ts';

export const OPENAPI_PATH = '/openapi.json';

/** Serves the OpenAPI 3.1 document of the HTTP interfaces, for catalogues of APIs and client generators. */
export function serveOpenApi(app: FastifyInstance, site: Site): void {
  const text = `${JSON.stringify(openApiDocument(site.publicUrl), null, 2)}\n`;
  const etag = etagOfBytes(text);
  app.get(OPENAPI_PATH, async (request, reply) => {
    return sendContent(request, reply, { content: text, mediaType: OPENAPI_TYPE, cacheControl: PUBLIC, etag });
  });
}

const OPENAPI_TYPE = 'application/json; charset=utf-8';

/**
 * The OpenAPI document: https://spec.openapis.org/oas/v3.1.1. Each GET has examples of its parameters, which a test requests. The
 * version is that of the interfaces described here, not of the software.
 */
export function openApiDocument(publicUrl: string): object {
  return {
    openapi: '3.1.1',
    info: {
      title: SITE_NAME,
      version: '1.0.0',
      summary: 'API GraphQL, résultats de requêtes sous forme de fichiers, données ouvertes et flux des changements.',
      description:
        'L’API GraphQL donne accès à toutes les données du registre, à leur historique et à des statistiques. Elle s’explore dans un navigateur à la même adresse. Les mêmes données sont publiées sous forme de fichiers à chaque modification du registre. La lecture ne nécessite ni compte ni clé.',
      license: { name: LICENCE.title, identifier: LICENCE.spdx },
    },
    servers: [{ url: publicUrl, description: 'Le registre' }],
    tags: [
      { name: 'graphql', description: 'L’API GraphQL et son schéma' },
      { name: 'donnees', description: 'Les publications du registre : un répertoire de fichiers par publication' },
      { name: 'changements', description: 'Les changements du registre' },
      { name: 'beta-gouv', description: 'Les fichiers compatibles avec l’API v2.7 de beta.gouv.fr' },
    ],
    paths: { ...graphqlPaths(), ...exportPaths(), ...otherPaths() },
    components: { schemas: SCHEMAS },
  };
}

const JSON_TYPE = 'application/json';
const GRAPHQL_RESPONSE_TYPE = 'application/graphql-response+json';

const QUERY = '{ startups(first: 3) { totalCount nodes { slug name } } }';

const SCHEMAS = {
  GraphqlRequest: {
    type: 'object',
    description: 'Une requête GraphQL (https://graphql.github.io/graphql-over-http/draft/).',
    required: ['query'],
    properties: {
      query: { type: 'string', description: 'Le document GraphQL.' },
      variables: { type: ['object', 'null'], description: 'Les variables du document, par leur nom.' },
      operationName: {
        type: ['string', 'null'],
        description: 'L’opération à exécuter, si le document en a plusieurs.',
      },
    },
    example: { query: QUERY },
  },
  GraphqlResponse: {
    type: 'object',
    description: 'La réponse GraphQL : des données, des erreurs, ou les deux.',
    properties: {
      data: { type: ['object', 'null'] },
      errors: {
        type: 'array',
        items: {
          type: 'object',
          required: ['message'],
          properties: {
            message: { type: 'string' },
            path: { type: 'array', items: { type: ['string', 'integer'] } },
            extensions: { type: 'object', properties: { code: { type: 'string' } } },
          },
        },
      },
    },
  },
} as const;

function graphqlPaths(): object {
  const schema = { $ref: '#/components/schemas/GraphqlResponse' };
  const content = { [GRAPHQL_RESPONSE_TYPE]: { schema }, [JSON_TYPE]: { schema } };
  const responses = {
    '200': { description: 'La réponse. Les erreurs de certains champs sont dans `errors`.', content },
    '400': { description: 'La requête n’est pas valide.', content },
    '429': { description: 'Le quota de ce client est épuisé ; `Retry-After` donne l’attente en secondes.', content },
  };
  return {
    [API_PATH]: {
      get: {
        operationId: 'queryGraphqlByUrl',
        tags: ['graphql'],
        summary: 'Exécuter une requête GraphQL donnée dans l’URL',
        parameters: [
          parameter('query', 'query', 'Le document GraphQL.', QUERY, true),
          parameter('variables', 'query', 'Les variables du document, en JSON.', '{}'),
        ],
        responses,
      },
      post: {
        operationId: 'queryGraphql',
        tags: ['graphql'],
        summary: 'Exécuter une requête GraphQL',
        requestBody: {
          required: true,
          content: { [JSON_TYPE]: { schema: { $ref: '#/components/schemas/GraphqlRequest' } } },
        },
        responses,
      },
    },
    '/schema.graphql': {
      get: {
        operationId: 'getSchema',
        tags: ['graphql'],
        summary: 'Le schéma de l’API, dans le langage de définition de GraphQL',
        responses: { '200': file('Le schéma.', 'text/plain') },
      },
    },
    '/d/sha256:{hash}.{format}': {
      get: {
        operationId: 'getDocumentFile',
        tags: ['graphql'],
        summary: 'Le résultat d’un document GraphQL enregistré, sous forme de tableau',
        description:
          'Un document est enregistré par une requête GET avec `documentId=sha256:<empreinte>`. Le fichier contient toutes les pages de la liste que le document demande.',
        parameters: [
          parameter('hash', 'path', 'L’empreinte SHA-256 du document, en hexadécimal.', null, true),
          { ...parameter('format', 'path', 'Le format du fichier.', null, true), schema: FORMATS },
        ],
        responses: {
          '200': {
            description: 'Le fichier.',
            content: Object.fromEntries(
              ['text/csv', JSON_TYPE, 'application/jsonl'].map((type) => [type, { schema: {} }]),
            ),
          },
          '404': { description: 'Aucun document enregistré n’a cette empreinte.' },
        },
      },
    },
  };
}

const FORMATS = { type: 'string', enum: ['csv', 'json', 'jsonl', 'schema.json'] };

function otherPaths(): object {
  return {
    [ATOM_PATH]: feed('getChangesFeed', 'Le flux Atom des derniers changements du registre'),
    '/api/v2.7/{file}': {
      get: {
        operationId: 'getBetaGouvFile',
        tags: ['beta-gouv'],
        summary: 'Un fichier de l’API v2.7 de beta.gouv.fr',
        parameters: [
          {
            ...parameter('file', 'path', 'Le nom du fichier.', BETA_GOUV_FILES[0], true),
            schema: { type: 'string', enum: BETA_GOUV_FILES },
          },
        ],
        responses: { '200': file('Le fichier.', '*/*'), '404': { description: 'L’API n’a pas ce fichier.' } },
      },
    },
  };
}
