/**
 * The French page for a browser whose link to the explorer exceeds the maximum size of headers; null for other requests. The HTTP
 * parser rejects such a request before any route receives it, and reports the bytes that it was reading.
 */
export function longLinkPage(parserFailure: unknown): string | null {
  if (!(typeof parserFailure === 'object' && parserFailure && 'rawPacket' in parserFailure)) return null;
  const { rawPacket } = parserFailure;
  const start = rawPacket instanceof Buffer ? rawPacket.toString('latin1') : '';
  const isLink = EXPLORER.test(start) || (API.test(start) && /\r\naccept: *text\/html/i.test(start));
  return isLink ? PAGE : null;
}

const EXPLORER = /^GET \S*\/explorer\?/;
const API = /^GET \S*\/graphql\?/;

const PAGE = `<!doctype html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Lien trop long</title>
</head>
<body>
<main>
<h1>Lien trop long</h1>
<p>Ce lien dépasse 16 000 caractères, et le serveur ne peut pas le lire. Ouvrez l’explorateur à l’adresse /explorer, puis collez-y la requête.</p>
</main>
</body>
</html>
`;
