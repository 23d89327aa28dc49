import type { FastifyInstance } from 'fastify';
import { encode } from 'html-entities';
import type { Pool } from 'pg';
import type { Releases } from '../publishing/latestRelease.ts';
import { type Holdings, holdingsOf } from './holdings.ts';

/** Serves the pages for people: for now, the home page. */
export function servePages(app: FastifyInstance, { pool, releases }: { pool: Pool; releases: Releases }): void {
  app.get('/', async (_request, reply) => {
    const datasets = (await releases.latest())?.datasets ?? [];
    reply
      .type('text/html; charset=utf-8')
      .header(
        'content-security-policy',
        "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'",
      )
      .header('referrer-policy', 'no-referrer');
    return homePage(await holdingsOf(pool), datasets);
  });
}

const EXAMPLE = `{
  startups(first: 5) {
    totalCount
    nodes { name phase sponsors { name } services { name url } }
  }
}`;

function homePage(
  holdings: Holdings,
  datasets: readonly { slug: string; title: string; tables: readonly { name: string; title: string }[] }[],
): string {
  return `<!doctype html>
<html lang="fr">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Registre des services numériques de l’État</title>
<style>
  body { font: 1.0625rem/1.6 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; color: #1b1b1b; background: #fff; }
  a { color: #003a8c; } textarea { box-sizing: border-box; width: 100%; font: 0.9375rem/1.5 ui-monospace, monospace; padding: 0.5rem; }
  button { font: inherit; padding: 0.4rem 1rem; } dt { font-weight: 600; } dd { margin: 0 0 0.5rem; }
</style>
<main>
<h1>Registre des services numériques de l’État</h1>
<p>Les entités de l’État, leurs missions, les startups d’État et les services publics numériques, en données ouvertes.
Version ${holdings.version} : ${holdings.entities} entités, ${holdings.missions} missions, ${holdings.startups} startups, ${holdings.services} services.</p>
<h2>Interroger</h2>
<form action="/graphql">
<p><label for="query">Requête GraphQL (<a href="/schema.graphql">le schéma</a>)</label></p>
<p><textarea id="query" name="query" rows="8" spellcheck="false">${encode(EXAMPLE)}</textarea></p>
<p><button>Interroger</button></p>
</form>
<h2>Télécharger</h2>
<dl>
${datasets
  .map(
    ({ slug, title, tables }) => `<dt>${encode(title)}</dt>
${tables
  .map(
    ({ name, title: table }) =>
      `<dd>${encode(table)} : <a href="/exports/latest/${slug}/${name}.csv">CSV</a>, <a href="/exports/latest/${slug}/${name}.json">JSON</a>, <a href="/exports/latest/${slug}/${name}.schema.json">schéma</a></dd>`,
  )
  .join('\n')}`,
  )
  .join('\n')}
</dl>
</main>
</html>
`;
}
