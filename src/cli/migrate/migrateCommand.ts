import type { Command } from 'commander';

/** Declares `registre migrate`. */
export function migrateCommand(program: Command): void {
  program
    .command('migrate')
    .description('bring the database to this version; refuses a newer one')
    .action(async () => (await import('./runMigrate.ts')).runMigrate());
}
