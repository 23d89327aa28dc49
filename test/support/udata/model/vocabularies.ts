/** Tolerated delay in days before data are late; null: never late. */
export const FREQUENCIES: Record<string, number | null> = {
  continuous: null,
  oneMinute: 1 / 1440,
  fiveMinutes: 5 / 1440,
  tenMinutes: 10 / 1440,
  fifteenMinutes: 15 / 1440,
  thirtyMinutes: 30 / 1440,
  hourly: 1 / 24,
  bihourly: 2 / 24,
  trihourly: 3 / 24,
  twelveHours: 0.5,
  severalTimesADay: 1,
  threeTimesADay: 1,
  semidaily: 1,
  daily: 1,
  fiveTimesAWeek: 7,
  threeTimesAWeek: 7,
  semiweekly: 7,
  weekly: 7,
  biweekly: 14,
  threeTimesAMonth: 31,
  semimonthly: 31,
  monthly: 31,
  bimonthly: 62,
  quarterly: 93,
  threeTimesAYear: 365,
  semiannual: 365,
  annual: 365,
  biennial: 730,
  triennial: 1095,
  quadrennial: 1460,
  quinquennial: 1825,
  decennial: 3650,
  bidecennial: 7300,
  tridecennial: 10950,
  punctual: null,
  irregular: null,
  never: null,
  notPlanned: null,
  other: null,
  unknown: null,
};

/** Names of before 2025, still taken in and stored under their new name. */
export const LEGACY_FREQUENCIES: Record<string, string> = {
  realtime: 'continuous',
  fourTimesADay: 'severalTimesADay',
  fourTimesAWeek: 'other',
  fortnighly: 'biweekly',
  biannual: 'semiannual',
};

/** A licence as the platform lists it. The other titles and URLs are those by which udata recognises it in harvested catalogues. */
export interface License {
  title: string;
  url: string | null;
  alternate_titles: string[];
  alternate_urls: string[];
}

const license = (
  title: string,
  url: string | null = null,
  alternate_titles: string[] = [],
  alternate_urls: string[] = [],
): License => {
  return { title, url, alternate_titles, alternate_urls };
};

export const LICENSES: Record<string, License> = {
  lov2: license(
    'Licence Ouverte / Open Licence version 2.0',
    'https://www.etalab.gouv.fr/licence-ouverte-open-licence',
    ['Licence Ouverte 2.0', 'etalab-2.0'],
    ['https://spdx.org/licenses/etalab-2.0.html'],
  ),
  'fr-lo': license('Licence Ouverte / Open Licence'),
  'odc-odbl': license('Open Data Commons Open Database License (ODbL)'),
  'odc-by': license('Open Data Commons Attribution License'),
  'odc-pddl': license('Open Data Commons Public Domain Dedication and Licence (PDDL)'),
  'cc-by': license('Creative Commons Attribution'),
  'cc-by-sa': license('Creative Commons Attribution Share-Alike'),
  'cc-zero': license('Creative Commons CCZero'),
  'other-at': license('Other (Attribution)'),
  'other-open': license('Other (Open)'),
  'other-pd': license('Other (Public Domain)'),
  notspecified: license('License Not Specified'),
};

export const RESOURCE_TYPES = ['main', 'documentation', 'update', 'api', 'code', 'other'];
export const CHECKSUM_TYPES = ['sha1', 'sha2', 'sha256', 'md5', 'crc'];
export const CLOSED_FORMATS = ['pdf', 'doc', 'docx', 'word', 'xls', 'excel', 'xlsx'];
export const ACCESS_TYPES = ['open', 'open_with_account', 'restricted'];
export const AUDIENCE_ROLES = ['local_authority_and_administration', 'company_and_association', 'private'];
export const AUDIENCE_CONDITIONS = ['yes', 'no', 'under_condition'];
export const DATASET_BADGES = ['pivotal-data', 'spd', 'inspire', 'hvd', 'sl', 'sr'];
export const ORGANIZATION_ROLES = ['admin', 'editor', 'partial_editor'];
export const ZONES = ['country:fr', 'country-group:ue', 'fr:region:11', 'fr:departement:75', 'fr:commune:75056'];
export const LEVELS = ['country-group', 'country', 'country-subset', 'fr:region', 'fr:departement', 'fr:commune'];
export const GRANULARITIES = [...LEVELS, 'fr:arrondissement', 'fr:iris', 'fr:canton', 'fr:epci', 'poi', 'other'];
export const CONTACT_ROLES = [
  'contact',
  'creator',
  'publisher',
  'rightsHolder',
  'custodian',
  'distributor',
  'originator',
  'principalInvestigator',
  'processor',
  'resourceProvider',
  'user',
];
export const REASON_CATEGORIES = [
  'confidentiality_of_proceedings_of_public_authorities',
  'international_relations_public_security_or_national_defence',
  'course_of_justice_or_fair_trial',
  'confidentiality_of_commercial_or_industrial_information',
  'intellectual_property_rights',
  'confidentiality_of_personal_data',
  'protection_of_voluntary_information_suppliers',
  'protection_of_environment',
];

export const ARCHIVES = ['tar', 'gz', 'tgz', 'rar', 'zip', '7z', 'xz', 'bz2'];
export const EXTENSIONS =
  '7z bz2 cpg csv db dbf doc docx dwg dxf ecw epub geojson gif gpkg gpx grib2 gz ics jp2 jpe jpeg jpg json kml kmz lyr n3 odg odp ods odt other ovr owl pdf png pps ppt prj rar rdf rtf sbn sbx shp shx sql sqlite ssim svg svgz tar tgz tiff ttl txt webp xls xlsx xml xsd xz zip'.split(
    ' ',
  );

export interface CataloguedSchema {
  name: string;
  title: string;
  schema_type: 'tableschema' | 'datapackage' | 'jsonschema';
  versions: { version_name: string; schema_url: string }[];
}

export const CATALOGUE: CataloguedSchema[] = [
  {
    name: 'betagouv/startups',
    title: "Startups d'État",
    schema_type: 'tableschema',
    versions: [
      {
        version_name: '1.0.0',
        schema_url: 'https://schema.data.gouv.fr/schemas/betagouv/startups/1.0.0/schema.json',
      },
    ],
  },
];
