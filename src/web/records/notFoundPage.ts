import { LIST_OF_KIND } from '../lists/lists.ts';
import type { PageContext, PageResult } from '../queries/PageServer.ts';
import { html } from '../site/html.ts';

/** The page for a slug that no record has or had, with the records of a similar name. */
export async function recordNotFound(
  { site, query }: PageContext,
  slug: string,
  list: { readonly path: string; readonly title: string },
): Promise<PageResult> {
  const text = slug.replaceAll(/[-._]+/g, ' ').slice(0, 100);
  const { suggest } = await query('Suggestions', { text });
  return {
    status: 404,
    page: {
      title: 'Fiche introuvable',
      description: 'Cette fiche n’existe pas.',
      path: null,
      section: list.path,
      main: html`<h1>Fiche introuvable</h1>
<p class="lead">Aucune fiche ne porte l’identifiant «&nbsp;${slug.slice(0, 100)}&nbsp;», aujourd’hui ou par le passé.</p>
${
  suggest &&
  suggest.length > 0 &&
  html`<p>Vous cherchiez peut-être&nbsp;:</p>
<ul>${suggest.map(
    ({
      kind,
      slug: other,
      name,
      label,
    }) => html`<li><a href="${site.link(`${LIST_OF_KIND[kind].path}/${other}`)}">${name}</a> <span class="muted">${label}</span></li>
`,
  )}</ul>`
}
<p><a href="${site.link(list.path)}">Voir la liste&nbsp;: ${list.title}</a></p>`,
    },
  };
}
