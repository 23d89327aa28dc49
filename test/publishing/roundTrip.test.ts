import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { CATALOGUE } from '../../src/publishing/catalogue.ts';
import { createRelease } from '../../src/publishing/releases/createRelease.ts';
import { isCalendarDate } from '../../src/values/calendar.ts';
import { onEachDatabase } from '../support/databases.ts';
import { codesWithoutMeaning } from './codesWithoutMeaning.ts';
import {
  createExportsDirectory,
  filesUnder,
  type PopulatedDatabase,
  populate,
  removeDirectories,
} from './populatedRegister.ts';

interface Schema {
  fields: { name: string; type: string; constraints?: { required?: boolean; unique?: boolean; enum?: string[] } }[];
  primaryKey?: string[];
  foreignKeys?: { fields: [string]; reference: { resource?: string; fields: [string] } }[];
}

onEachDatabase('the files of a release', (open) => {
  let database: PopulatedDatabase;
  let files: Map<string, string>;

  beforeAll(async () => {
    database = await populate(await open());
    const directory = await createExportsDirectory();
    const { name } = await createRelease({ pool: database.pool, directory, publicUrl: 'http://localhost' });
    files = await filesUnder(join(directory, name));
  });
  afterAll(async () => {
    await removeDirectories();
    await database.close();
  });

  const fileOf = (path: string): string => files.get(path) ?? '';
  const rowsOf = (path: string): Record<string, unknown>[] => JSON.parse(fileOf(`${path}.json`));
  const everyTable = CATALOGUE.flatMap(({ slug, tables }) => tables.map((table) => `${slug}/${table.name}`));
  const pathOf = (table: string) => everyTable.find((path) => path.endsWith(`/${table}`)) ?? '';

  it.each(everyTable)('%s: the CSV, read by its Table Schema, is the JSON, cell by cell', (path) => {
    const schema: Schema = JSON.parse(fileOf(`${path}.schema.json`));
    const csv = fileOf(`${path}.csv`);
    const names = schema.fields.map(({ name }) => name);
    expect(csv.split('\n', 1)).toEqual([names.join(',')]);
    expect(csv.endsWith('\n')).toBe(true);
    const read = parse<Record<string, string>>(csv, { columns: true, recordDelimiter: '\n' }).map((row) =>
      Object.fromEntries(schema.fields.map(({ name, type }) => [name, readAs(row[name] ?? '', type)])),
    );
    const rows = rowsOf(path);
    expect(rows.length).toBeGreaterThan(0);
    expect(read).toEqual(rows);
    for (const row of rows) expect(Object.keys(row)).toEqual(names);
  });

  it.each(everyTable)('%s: keeps the constraints of its Table Schema', (path) => {
    const schema: Schema = JSON.parse(fileOf(`${path}.schema.json`));
    const rows = rowsOf(path);
    for (const { name, type, constraints = {} } of schema.fields) {
      const values = rows.map((row) => row[name]).filter((value) => value !== null);
      if (constraints.required) expect(values).toHaveLength(rows.length);
      if (constraints.unique) expect(new Set(values).size).toBe(values.length);
      if (constraints.enum) expect(constraints.enum).toEqual(expect.arrayContaining(values));
      if (type === 'date') expect(values.every((value) => isCalendarDate(String(value)))).toBe(true);
    }
    const keys = rows.map((row) => JSON.stringify((schema.primaryKey ?? []).map((name) => row[name])));
    if (schema.primaryKey) expect(new Set(keys).size).toBe(rows.length);
    const packaged: { path: string; schema: Schema }[] = JSON.parse(fileOf('datapackage.json')).resources;
    for (const { fields, reference } of packaged.find((each) => each.path === `${path}.csv`)?.schema.foreignKeys ??
      []) {
      const [[column], [key]] = [fields, reference.fields];
      const target = reference.resource === undefined ? path : pathOf(reference.resource);
      const known = new Set(rowsOf(target).map((row) => row[key]));
      for (const row of rows) expect(row[column] === null || known.has(row[column])).toBe(true);
    }
  });

  it('explains each value of a coded column in the table nomenclatures', () => {
    expect(codesWithoutMeaning(files)).toEqual([]);
    const rows = rowsOf('methode/nomenclatures');
    expect(rows.find((row) => row.table === 'startups' && row.code === 'opere')).toMatchObject({
      colonne: 'phase_actuelle',
      libelle: 'Opéré',
      definition: expect.stringContaining('la startup reste active'),
    });
    expect(rows.find((row) => row.table === 'evenements' && row.code === 'commitee')).toMatchObject({
      libelle: 'Comité',
      remplace_par: 'committee',
    });
    // A code that this version of the program does not know.
    expect(rows.find((row) => row.code === 'CODE_INCONNU')).toMatchObject({
      libelle: 'Constat d’une version antérieure du registre',
    });
  });

  it('has the state of a startup on the reference day, and its team without names', () => {
    expect(
      rowsOf('startups/startups').map((row) => [row.identifiant, row.phase_actuelle, row.debut, row.active]),
    ).toEqual([
      ['a', 'abandon-investigation', '2014-01-01', false],
      ['b', null, '2099-01-01', false],
      ['mes-aides', 'acceleration', '2014-03-01', true],
      ['zz', 'opere', '1900-01-01', true],
      ['É', null, null, false],
    ]);
    expect(rowsOf('startups/equipes')[2]).toEqual({
      startup: 'mes-aides',
      date_reference: '2026-11-24',
      effectif: 2,
      intrapreneurs: 1,
      developpeurs: 1,
      coachs: 1,
      autres: 0,
      complete: true,
      manques: [],
      membres_connus: 3,
      metiers: ['Coaching : 1', 'Développement : 1', 'Intraprenariat : 1'],
      surnombre: [],
      agents_publics: 1,
      prestataires: 1,
      methode_applicable: true,
    });
    expect(rowsOf('startups/equipes')[0]).toMatchObject({ manques: ['intrapreneur', 'developpeur', 'coach'] });
    for (const text of files.values()) expect(text).not.toMatch(/0{31}\d/);
  });

  it('repeats in startups-detail what the other tables say, without a join', () => {
    const find = (path: string, key: string, value: unknown) => rowsOf(path).find((row) => row[key] === value) ?? {};
    const linked = (path: string, startup: unknown) =>
      rowsOf(path)
        .filter((row) => row.startup === startup)
        .sort((a, b) => Number(a.rang) - Number(b.rang))
        .map(({ entite }) => find('entites/entites', 'identifiant', entite));
    const sirenOf = (entity: unknown) =>
      rowsOf('entites/identifiants')
        .filter(({ entite, referentiel }) => entite === entity && referentiel === 'siren')
        .map(({ valeur }) => valeur)[0] ?? null;
    const labels: Readonly<Record<string, string>> = {
      acceleration: 'Accélération',
      opere: 'Opéré',
      'abandon-investigation': 'Investigation non concluante',
    };
    const days = (from: unknown, to: unknown) => (Date.parse(String(to)) - Date.parse(String(from))) / 86_400_000;
    const expected = rowsOf('startups/startups').map(({ identifiant, ...startup }) => {
      const { startup: _startup, ...team } = find('startups/equipes', 'startup', identifiant);
      const incubators = linked('startups/incubateurs', identifiant);
      const sponsors = linked('startups/commanditaires', identifiant);
      const withDomain = sponsors.find((each) => each.domaine_ministeriel !== null);
      const services = rowsOf('services/services').filter((row) => [row.startups].flat().includes(identifiant));
      const [service] = [...services].sort((a, b) => Number(a.statut === 'ferme') - Number(b.statut === 'ferme'));
      return {
        ...{ ...team, ...startup, identifiant },
        phase_actuelle_libelle: labels[String(startup.phase_actuelle)] ?? null,
        jours_phase_actuelle:
          startup.debut_phase_actuelle === null ? null : days(startup.debut_phase_actuelle, startup.date_reference),
        incubateur: incubators[0]?.identifiant ?? null,
        incubateur_nom: incubators[0]?.nom ?? null,
        incubateurs: incubators.map((each) => each.identifiant),
        commanditaire: sponsors[0]?.identifiant ?? null,
        commanditaire_nom: sponsors[0]?.nom ?? null,
        siren_commanditaire: sirenOf(sponsors[0]?.identifiant),
        commanditaires: sponsors.map((each) => each.identifiant),
        sirens_commanditaires: sponsors.map((each) => sirenOf(each.identifiant)).filter((siren) => siren !== null),
        domaine_ministeriel: withDomain?.domaine_ministeriel ?? null,
        domaine_ministeriel_libelle: withDomain ? 'Services du Premier ministre' : null,
        service: service?.identifiant ?? null,
        service_nom: service?.nom ?? null,
        service_statut: service?.statut ?? null,
        service_url: service?.url ?? null,
        services: services.map((each) => each.identifiant),
      };
    });
    const rows = rowsOf('registre/startups-detail');
    const names = Object.keys(rows[0] ?? {});
    expect(expected.map((row) => Object.fromEntries(names.map((name) => [name, Reflect.get(row, name)])))).toEqual(
      rows,
    );
    const ofEntities = rowsOf('entites/entites').map((row) => [row.siren, sirenOf(row.identifiant)]);
    const ofLinks = ['commanditaires', 'incubateurs'].flatMap((table) =>
      rowsOf(`startups/${table}`).map((row) => [row.siren, sirenOf(row.entite)]),
    );
    const ofServices = rowsOf('services/services').map((row) => [row.siren_operateur, sirenOf(row.operateur)]);
    for (const [siren, known] of [...ofEntities, ...ofLinks, ...ofServices]) expect(siren).toBe(known);
    expect(rows.map((row) => row.sirens_commanditaires)).toContainEqual(['012345674', '130025265']);
  });

  it('has texts as they are: formulas, words such as null, spaces, line ends', () => {
    // New columns come after these.
    expect(fileOf('startups/startups.csv')).toContain(
      '\na,"=HYPERLINK(""http://x"")",@SUM(A1),,abandon-investigation,2014-01-01,2014-03-01,false,,[],[],,,,,,2026-11-24',
    );
    expect(rowsOf('missions/missions')[0]).toMatchObject({
      enonce: 'Première ligne,\nseconde ligne\n"entre guillemets"',
      thematiques: ['code-source-ouvert', 'donnee-ouverte'],
    });
    expect(rowsOf('entites/entites').map((row) => row.sigle)).toEqual(['None', 'DINSIC', null, null, null, 'NA']);
  });
});

function readAs(text: string, type: string): unknown {
  if (text === '') return null;
  if (type === 'string' || type === 'date' || type === 'datetime') return text;
  return JSON.parse(text);
}
