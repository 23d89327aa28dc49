import type { Command } from 'commander';

/** Declares `registre serve`. */
export function serveCommand(program: Command): void {
  program
    .command('serve')
    .description('serve the API, the pages and the files; prepares the database first')
    .addHelpText('after', HELP)
    .action(async () => (await import('./runServe.ts')).runServe());
}

const HELP = `
  /                            what the register holds, in French
  /graphql  /schema.graphql    the API, its explorer in a browser, its schema
  /d/sha256:<hash>.csv         a document of the API as a file; also .json, .jsonl, .schema.json
  /exports/latest/             the open data
  /api/v2.7/                   the files of the beta.gouv.fr API
  /livez /readyz /metrics      for who keeps the server

Settings come from the environment: registre --help lists them. Stops with SIGTERM or Ctrl-C.

Examples:
  PORT=8080 LOG_LEVEL=info registre serve
  DATABASE_URL=postgres://… PUBLIC_URL=https://… TRUSTED_PROXIES=10.0.0.0/8 HOST=0.0.0.0 registre serve`;
