import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { packageRoot } from '../../config/packageRoot.ts';

/** The folder of the migrations: numbered files of plain SQL, which are never edited once merged. */
export const MIGRATIONS_FOLDER = join(packageRoot, 'src/database/migrations');

/** The migrations in order, as classes for TypeORM: one per file of {@link MIGRATIONS_FOLDER}. */
export function migrations(): (new () => MigrationInterface)[] {
  return migrationFiles().map(migrationClass);
}

/** The names of the migrations in order, as the table `migration` stores them. */
export function migrationNames(): string[] {
  return migrationFiles().map(migrationName);
}

function migrationFiles(): string[] {
  return readdirSync(MIGRATIONS_FOLDER)
    .filter((file) => /^\d{4}-[a-z-]+\.sql$/.test(file))
    .sort();
}

// TypeORM requires a name that ends with a 13-digit timestamp.
function migrationName(file: string): string {
  return `${file.slice(5, -4)}${file.slice(0, 4).padStart(13, '0')}`;
}

function migrationClass(file: string): new () => MigrationInterface {
  return class implements MigrationInterface {
    readonly name = migrationName(file);

    async up(runner: QueryRunner): Promise<void> {
      await runner.query(readFileSync(join(MIGRATIONS_FOLDER, file), 'utf8'));
    }

    async down(): Promise<void> {
      throw new Error('a migration cannot be reverted: restore a backup instead');
    }
  };
}
