import { releasesFeedLink } from '../site/atomFeed.ts';
import { dayElement, wideTable } from '../site/elements.ts';
import { sizeInFrench } from '../site/french.ts';
import { type Html, html } from '../site/html.ts';
import type { HtmlPage } from '../site/layout.ts';
import { EXPORTS_PATH, type Site } from '../site/Site.ts';
import type { FolderListing } from './folderListing.ts';

/** The page of a folder. Its links let `wget -r` download the folder. */
export function listingPage(site: Site, { path, release, folders, files }: FolderListing): HtmlPage {
  const title = path === '' ? 'Les publications du registre' : `Fichiers de ${path.slice(0, -1)}`;
  const lead =
    release === null
      ? html`Chaque dossier contient une publication complète du registre. Le dossier <code>latest</code> contient la plus récente.`
      : html`Ce dossier fait partie de la publication <code>${release}</code>. L’empreinte SHA-256 permet de vérifier chaque fichier après son téléchargement.`;
  const rows = [
    ...folders.map(({ name, bytes, modified }) => listingRow(`${name}/`, bytes, modified, null)),
    ...files.map((file) => listingRow(file.name, file.bytes, file.modified, file.sha256)),
  ];
  const parent = path === '' ? null : html`<p><a href="../">Dossier parent</a></p>`;
  return {
    title,
    description: 'Les fichiers des publications du registre, avec leur taille, leur date et leur empreinte.',
    path: `${EXPORTS_PATH}${path}`,
    alternates: [
      {
        title: 'Cette liste en JSON',
        mime: 'application/json',
        url: site.address(`${EXPORTS_PATH}${path}?format=json`),
      },
      releasesFeedLink(site),
    ],
    main: html`<h1>${title}</h1>
<p class="lead">${lead}</p>
${parent}
${wideTable('fichiers', 'Dossiers et fichiers', ['Nom', 'Taille', 'Date', 'SHA-256'], rows)}`,
  };
}

function listingRow(name: string, bytes: number | null, modified: Date | null, sha256: string | null): Html {
  return html`<tr><td><a href="${name}">${name}</a></td><td>${bytes !== null && sizeInFrench(bytes)}</td><td>${modified && dayElement(modified)}</td><td>${sha256 !== null && html`<code>${sha256}</code>`}</td></tr>
`;
}

/** The same listing for programs. */
export function listingJson(site: Site, { path, release, folders, files }: FolderListing): object {
  const url = site.address(`${EXPORTS_PATH}${path}`);
  return {
    url,
    release,
    folders: folders.map(({ name, bytes, modified }) => ({
      name,
      url: `${url}${name}/`,
      ...(bytes !== null && { bytes }),
      ...(modified && { modified: modified.toISOString() }),
    })),
    files: files.map(({ name, bytes, modified, sha256 }) => ({
      ...{ name, url: `${url}${name}`, bytes, modified: modified.toISOString(), sha256 },
    })),
  };
}
