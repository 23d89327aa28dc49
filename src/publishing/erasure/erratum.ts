import { dayInParis } from '../../graphql/context.ts';

/** The note, after those of former erasures. */
export function erratum(former: string | null, paths: readonly string[], replacement: string, now: Date): string {
  const files = paths.map((path) => `- \`${path}\``).join('\n');
  return `${former ?? '# Erratum\n'}
## ${dayInParis(now)}

Des données ont été effacées de cette version ce jour-là, en application du droit à l’effacement (RGPD, article 17). « ${replacement} » se lit là où elles se trouvaient. Les fichiers suivants ne sont donc plus ceux qui avaient été publiés, et leurs tailles et leurs empreintes ont changé :

${files}

\`SHA256SUMS\` et \`release.json\` donnent les nouvelles empreintes. Merci de remplacer toute copie de ces fichiers.
`;
}
