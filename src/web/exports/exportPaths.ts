import { CHECKSUMS, LATEST, MANIFEST } from '../../publishing/exportsDirectory/releaseFiles.ts';
import { INDEX } from '../../publishing/exportsDirectory/releaseIndex.ts';
import { CHANGES_FORMATS } from '../../publishing/releaseDiff/compareReleases.ts';
import { feed, file, parameter } from '../openApiParts.ts';
import { datasetFeedPath, RELEASES_FEED_PATH } from '../site/Site.ts';

const JSON_TYPE = 'application/json';

/** The paths of the releases and of their feeds in the OpenAPI document. */
export function exportPaths(): object {
  const release = parameter(
    'release',
    'path',
    `Le nom d’une publication, ou \`${LATEST}\` pour la dernière.`,
    LATEST,
    true,
  );
  const missing = { '404': { description: 'Ce fichier ou cette publication n’existe pas.' } };
  return {
    [`/exports/${INDEX}`]: {
      get: {
        operationId: 'listReleases',
        tags: ['donnees'],
        summary: 'La liste des publications',
        responses: { '200': file('Les publications, de la plus récente à la plus ancienne.', JSON_TYPE) },
      },
    },
    [RELEASES_FEED_PATH]: feed(
      'getReleasesFeed',
      'Le flux Atom des publications, avec les nouveautés de chaque version',
    ),
    [datasetFeedPath('{dataset}')]: feed(
      'getDatasetFeed',
      'Le flux Atom des publications qui ont changé un jeu de données',
      [parameter('dataset', 'path', 'Le jeu de données.', 'startups', true)],
    ),
    '/exports/{from}..{to}/changements.{format}': {
      get: {
        operationId: 'compareReleases',
        tags: ['donnees'],
        summary: 'Les changements des tables d’une publication à une autre',
        description:
          'Les colonnes sont celles du fichier `changements.csv` d’une publication. La seconde publication peut précéder la première.',
        parameters: [
          parameter(
            'from',
            'path',
            `Le nom de la publication de départ, ou \`${LATEST}\` pour la dernière.`,
            LATEST,
            true,
          ),
          parameter(
            'to',
            'path',
            `Le nom de la publication d’arrivée, ou \`${LATEST}\` pour la dernière.`,
            LATEST,
            true,
          ),
          {
            ...parameter('format', 'path', 'Le format du fichier.', CHANGES_FORMATS[0], true),
            schema: { type: 'string', enum: CHANGES_FORMATS },
          },
        ],
        responses: {
          '200': file('Les changements, table par table.', '*/*'),
          '404': { description: 'Une des deux publications n’existe pas.' },
          '422': { description: 'Une autre version du logiciel a écrit une des deux publications.' },
          '503': { description: 'D’autres comparaisons sont en cours ; `Retry-After` donne l’attente en secondes.' },
        },
      },
    },
    '/exports/{release}/{file}': {
      get: {
        operationId: 'getReleaseFile',
        tags: ['donnees'],
        summary: 'Un document d’une publication entière',
        description: `\`${MANIFEST}\` décrit tous les fichiers de la publication, \`${CHECKSUMS}\` donne leurs empreintes, \`catalog.jsonld\` et \`catalog.ttl\` sont son catalogue DCAT.`,
        parameters: [release, parameter('file', 'path', 'Le nom du fichier.', MANIFEST, true)],
        responses: { '200': file('Le fichier.', '*/*'), ...missing },
      },
    },
    '/exports/{release}/{dataset}/{file}': {
      get: {
        operationId: 'getDatasetFile',
        tags: ['donnees'],
        summary: 'Un fichier d’un jeu de données',
        parameters: [
          release,
          parameter('dataset', 'path', 'Le jeu de données.', 'startups', true),
          parameter(
            'file',
            'path',
            'Le nom du fichier : une table, son schéma ou un dictionnaire.',
            'startups.csv',
            true,
          ),
        ],
        responses: { '200': file('Le fichier.', '*/*'), ...missing },
      },
    },
  };
}
