import { SETTINGS } from '../../src/config/settingsTable.ts';

/** `.env.example`: every setting as a comment, with its default. */
export function envExample(): string {
  const settings = Object.entries(SETTINGS).map(([name, { default: value, meaning, expected, ...others }]) =>
    [
      `# ${meaning}`,
      `# Allowed: ${expected}.${'secret' in others ? ' Secret.' : ''}`,
      `#${name}=${value ?? ''}`,
      '',
    ].join('\n'),
  );
  return [...HEAD, ...settings].join('\n');
}

const HEAD = [
  '# Generated from src/config/settingsTable.ts by `npm run generate`.',
  '# Copy this file to .env, which `npm start`, `npm run dev` and compose read. Then remove the # in front of each setting',
  '# that you change. Other installations: docs/deployment.md.',
  '',
];
