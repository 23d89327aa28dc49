import { describe, expect, test } from '@jest/globals';
import { readSettings, settingErrors } from '../../src/config/settings.ts';
import { DEPRECATED_SETTINGS, SETTINGS, type Setting } from '../../src/config/settingsTable.ts';

describe('an invalid setting fails with its name, its value and the allowed values', () => {
  test.each([
    [{ PORT: '70000' }, 'PORT must be a whole number from 0 to 65535 (got 70000).'],
    [{ HOST: 'no host' }, /^HOST must be a host name .* \(got no host\)/],
    [{ QUERY_TIMEOUT_SECONDS: '0' }, /^QUERY_TIMEOUT_SECONDS must be .* \(got 0\)/],
    [{ PUBLIC_URL: 'registre.fr' }, /^PUBLIC_URL must be .* \(got registre.fr\)/],
    [{ SHUTDOWN_DELAY_SECONDS: '5m' }, /^SHUTDOWN_DELAY_SECONDS must be .* \(got 5m\)/],
    [{ OTEL_EXPORTER_OTLP_ENDPOINT: 'collector:4318' }, /^OTEL_EXPORTER_OTLP_ENDPOINT must .* \(got collector:4318\)/],
    [
      { EXPORTS_BUCKET_URL: 'https://s3.example.org' },
      /^EXPORTS_BUCKET_URL must be .* \(got https:\/\/s3\.example\.org\)/,
    ],
    [{ OTEL_TRACES_SAMPLER_ARG: '2' }, /^OTEL_TRACES_SAMPLER_ARG must be .* \(got 2\)/],
    [{ WITHOUT_REFERENCE: 'yes' }, 'WITHOUT_REFERENCE must be true or false (got yes).'],
    [{ PUBLISHER_NAME: ' ' }, /^PUBLISHER_NAME must be a name of 1 to 200 characters/],
    [{ PUBLISHER_URL: 'www.numerique.gouv.fr' }, /^PUBLISHER_URL must be an http or https URL .* \(got www\./],
    [{ PUBLISHER_SIREN: '130025266' }, /^PUBLISHER_SIREN must be a SIREN of 9 digits or a SIRET .* \(got 130025266\)/],
    [{ CONTACT_EMAIL: 'contact' }, /^CONTACT_EMAIL must be the e-mail address of a team, .* \(got contact\)/],
    [{ CONTACT_EMAIL: 'jeanne.dupont@example.gouv.fr' }, /^CONTACT_EMAIL must be the e-mail address of a team/],
    [{ CONTACT_URL: 'mailto:contact@example.gouv.fr' }, /^CONTACT_URL must be an http or https URL/],
    [{ CONTACT_NAME: 'Équipe' }, 'CONTACT_NAME must be set together with CONTACT_EMAIL or CONTACT_URL (got Équipe).'],
    [{ REPOSITORY_URL: 'git@example.org:registre' }, /^REPOSITORY_URL must be an http or https URL/],
    [{ RATE_LIMIT: '10' }, /^RATE_LIMIT must be COST_LIMIT or more, or 0 \(got 10\)/],
  ])('%j', (environment, message) => {
    expect(() => readSettings(environment)).toThrow(message);
  });

  test.each([
    [{ DATABASE_URL: 'mysql://root:hunter2@localhost/x' }, /^DATABASE_URL must be .* \(got …\)/],
    [{ MEMBER_SECRET: 'hunter2' }, /^MEMBER_SECRET must be .* \(got …\)/],
    [{ RATE_LIMIT_REDIS_URL: 'hunter2@cache:6379' }, /^RATE_LIMIT_REDIS_URL must be .* \(got …\)/],
    [{ METRICS_TOKEN: 'hunter2' }, /^METRICS_TOKEN must be .* \(got …\)/],
    [{ OTEL_EXPORTER_OTLP_HEADERS: 'hunter2' }, /^OTEL_EXPORTER_OTLP_HEADERS must be .* \(got …\)/],
    [{ DATABASE_READ_URL: 'postgres://root:hunter2@db/x' }, /^DATABASE_READ_URL must be .* DATABASE_URL must be set/],
  ])('without the value of a secret: %j', (environment, message) => {
    expect(() => readSettings(environment)).toThrow(message);
    expect(settingErrors(environment).join()).not.toContain('hunter2');
  });

  test('settingErrors lists all of them', () => {
    expect(settingErrors({ PORT: 'x', HOST: 'no host' })).toHaveLength(2);
    expect(settingErrors({})).toEqual([]);
  });
});

describe('the former name of a setting', () => {
  const entries = Object.entries<Setting>(SETTINGS).flatMap(([name, setting]) =>
    setting.formerName === undefined ? [] : [{ name, formerName: setting.formerName, setting }],
  );
  const camelCase = (name: string) =>
    name.toLowerCase().replace(/_(.)/g, (_match, letter: string) => letter.toUpperCase());
  const settingValue = (name: string, environment: Record<string, string>): unknown =>
    Object.entries(readSettings(environment)).find(([key]) => key === camelCase(name))?.[1];

  test('is declared for some settings, and is the name of no setting', () => {
    expect(entries.length).toBeGreaterThan(0);
    expect(entries.filter(({ formerName }) => formerName in SETTINGS)).toEqual([]);
    expect(new Set(entries.map(({ formerName }) => formerName)).size).toBe(entries.length);
  });

  test.each(entries)('$formerName works as $name, with a warning', ({ name, formerName, setting }) => {
    // Each kind with a former name accepts one of these; none is a default.
    const value = ['7', 'trusted', '/tmp/file.json'].find((text) => setting.read(text) !== undefined) ?? '';
    expect(settingValue(name, { [formerName]: value })).toEqual(setting.read(value));
    expect(readSettings({ [formerName]: value }).deprecations).toEqual([
      `The setting ${formerName} is deprecated. Use ${name} instead.`,
    ]);
    expect(readSettings({ [name]: value }).deprecations).toEqual([]);
    expect(settingValue(name, { [name]: value, [formerName]: value })).toEqual(setting.read(value));
    expect(DEPRECATED_SETTINGS).toHaveProperty(formerName);
  });

  test('with another value than the setting fails, and names both', () => {
    expect(() => readSettings({ RESPONSE_CACHE_MB: '64', ANSWERS_MEMORY: '128' })).toThrow(
      'RESPONSE_CACHE_MB and its former name ANSWERS_MEMORY have different values. Remove ANSWERS_MEMORY.',
    );
  });

  test('is named by the error of its value', () => {
    expect(() => readSettings({ ANSWERS_MEMORY: 'much' })).toThrow(/^ANSWERS_MEMORY must be a whole number/);
  });

  test('that is empty counts as not set', () => {
    expect(readSettings({ RESPONSE_CACHE_MB: '1', ANSWERS_MEMORY: '' })).toMatchObject({
      responseCacheMb: 1,
      deprecations: [],
    });
  });
});
