import { CATALOGUE } from '../../src/publishing/catalogue.ts';

/** Each value of a coded column that the table `nomenclatures` of a release does not explain, as `table.column: value`. */
export function codesWithoutMeaning(files: ReadonlyMap<string, string>): string[] {
  const rowsOf = (path: string): Record<string, unknown>[] => JSON.parse(files.get(`${path}.json`) ?? '');
  const explained = new Set(rowsOf('methode/nomenclatures').map((row) => `${row.table}.${row.colonne}: ${row.code}`));
  return CATALOGUE.flatMap(({ slug, tables }) =>
    tables.flatMap(({ name: table, columns }) => {
      const rows = rowsOf(`${slug}/${table}`);
      return columns
        .filter(({ codes }) => codes)
        .flatMap(({ name }) =>
          [...new Set(rows.flatMap((row) => row[name] ?? []))].map((code) => `${table}.${name}: ${code}`),
        )
        .filter((place) => !explained.has(place));
    }),
  );
}
