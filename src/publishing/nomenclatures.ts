import type { Code, CodeList } from '../graphql/codeList.ts';
import { date, text } from '../openData/column.ts';
import { type Table, table } from '../openData/table.ts';
import { type Fragment, join, literal, raw, sql } from '../sql/sql.ts';

/** The table `nomenclatures`: the codes of every coded column of the other tables, with their meaning. */
export function nomenclaturesTable(tables: readonly Table[]): Table {
  return table({
    name: 'nomenclatures',
    title: 'Nomenclatures : le sens des codes',
    description:
      'Les codes employés dans les colonnes des autres tables, avec leur libellé, leur définition et leur période d’emploi. Pour lire une colonne, joindre sa valeur à la colonne « code » des lignes dont « table » et « colonne » la désignent. Un code d’une colonne par ligne.',
    from: sql`(${join([knownCodes(tables), ...otherCodes(tables)], ' UNION ALL ')}) n`,
    primaryKey: ['table', 'colonne', 'code'],
    columns: {
      table: text(sql`n."table"`, 'Nom de la table qui emploie le code.', 'startups', { required: true }),
      colonne: text(sql`n.colonne`, 'Nom de la colonne de cette table.', 'phase_actuelle', { required: true }),
      code: text(sql`n.code`, 'Code, tel que la colonne le contient.', 'opere', { required: true }),
      libelle: text(sql`n.libelle`, 'Libellé du code, à afficher à sa place.', 'Opéré', {
        title: 'Libellé',
        required: true,
      }),
      definition: text(
        sql`n.definition`,
        'Définition du code ; vide si le libellé suffit à le comprendre.',
        'Le service est mûr. Un incubateur ou un opérateur du réseau l’exploite : la startup reste active.',
        { title: 'Définition' },
      ),
      debut: date(
        sql`n.debut::date`,
        'Premier jour où la source du code l’a employé ; vide s’il n’est pas connu, ou si le code est propre au registre.',
        '2024-07-06',
        { title: 'Début d’emploi' },
      ),
      fin: date(
        sql`n.fin::date`,
        'Dernier jour où la source a employé le code ; vide s’il est en usage.',
        '2026-05-11',
        {
          title: 'Fin d’emploi',
        },
      ),
      remplace_par: text(
        sql`n.remplace_par`,
        'Code actuel de même sens ; vide si ce code est lui-même le code actuel.',
        'committee',
        { title: 'Remplacé par' },
      ),
    },
  });
}

/** The number of codes that the error of a release lists. */
const MAXIMUM_LISTED = 20;

/** The SELECT of `place`, as `table.column "code"`, of each value of the register that has no label. */
export function unlabelledCodes(tables: readonly Table[]): Fragment | null {
  const lists = codeLists(tables).filter(({ list }) => list.used && !list.others);
  if (lists.length === 0) return null;
  const each = lists.map(({ list, places }) => {
    const columns = places.map(({ table, column }) => `${table}.${column}`).join(', ');
    return sql`SELECT ${literal(columns)} || ' ' || to_json(u.code)::text AS place FROM ${unlisted(list)} WHERE k.code IS NULL`;
  });
  return sql`SELECT place FROM (${join(each, ' UNION ALL ')}) x ORDER BY place COLLATE "C" LIMIT ${raw(String(MAXIMUM_LISTED))}`;
}

interface Place {
  readonly table: string;
  readonly column: string;
}

/** Each list of codes with the columns that use it. */
function codeLists(tables: readonly Table[]): { list: CodeList; places: Place[] }[] {
  const lists = new Map<CodeList, Place[]>();
  for (const { name, columns } of tables) {
    for (const column of columns) {
      if (!column.codes) continue;
      const places = lists.get(column.codes) ?? [];
      places.push({ table: name, column: column.name });
      lists.set(column.codes, places);
    }
  }
  return [...lists].map(([list, places]) => ({ list, places }));
}

function knownCodes(tables: readonly Table[]): Fragment {
  const rows = codeLists(tables).flatMap(({ list, places }) =>
    places.flatMap((place) => list.codes.map((code) => rowOf(place, code))),
  );
  return sql`SELECT * FROM jsonb_to_recordset(${literal(JSON.stringify(rows))}) AS k("table" text, colonne text, code text, libelle text, definition text, debut text, fin text, remplace_par text)`;
}

/** The values of the register that are in no list. Without `allowUnlabelled`, a release has only other spellings, and those of lists with `others`. */
function otherCodes(tables: readonly Table[]): Fragment[] {
  return codeLists(tables).flatMap(({ list, places }) => {
    if (!list.used) return [];
    const { label, definition } = list.others ?? { label: null, definition: UNKNOWN };
    const columns = join(
      places.map(({ table, column }) => sql`(${literal(table)}, ${literal(column)})`),
      ', ',
    );
    return [
      sql`SELECT p."table", p.colonne, u.code, coalesce(k.label, ${label === null ? sql`u.code` : literal(label)}), CASE WHEN k.code IS NULL THEN ${definition === null ? sql`NULL` : literal(definition)} ELSE 'Autre graphie de « ' || k.code || ' ».' END, NULL, NULL, coalesce(k.replaced, k.code) FROM ${unlisted(list)} CROSS JOIN (VALUES ${columns}) AS p("table", colonne)`,
    ];
  });
}

const UNKNOWN = 'Terme de la source dont cette version du registre ne connaît pas le sens.';

/** The values `u.code` that the register has and the list does not, each with the code `k` of the list of which it is another spelling, or null. */
function unlisted({ codes, used }: CodeList): Fragment {
  const known = literal(JSON.stringify(codes.map(({ code }) => code)));
  const listed = literal(
    JSON.stringify(codes.map(({ code, label, replacedBy: replaced }) => ({ code, label, replaced }))),
  );
  return sql`(SELECT DISTINCT v.code FROM (${used ?? sql`SELECT NULL`}) v(code) WHERE v.code IS NOT NULL AND NOT (${known}::jsonb ? v.code)) u LEFT JOIN LATERAL (SELECT l.code, l.label, l.replaced FROM jsonb_to_recordset(${listed}) AS l(code text, label text, replaced text) WHERE ${spellingKey(sql`l.code`)} = ${spellingKey(sql`u.code`)} LIMIT 1) k ON true`;
}

/** Equal for the spellings of one word, as an import compares them: `Opéré` and `opere`, `product-launch` and `product_launch`. */
function spellingKey(word: Fragment): Fragment {
  return sql`regexp_replace(trim(fold(${word})), '[[:space:]_-]+', '-', 'g')`;
}

function rowOf({ table, column }: Place, { code, label, definition, from, until, replacedBy }: Code) {
  return {
    table,
    colonne: column,
    code,
    libelle: label,
    definition,
    debut: from,
    fin: until,
    remplace_par: replacedBy,
  };
}
