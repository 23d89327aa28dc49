import { COLLECTION } from '../catalogue.ts';
import { type FileDigest, withOutputFile } from '../exportsDirectory/outputFile.ts';
import type { BundledRelease, BundledTable } from './bundledTables.ts';
import { type Sheet, sheetsOf } from './sheets.ts';
import { escapeXml, STYLES } from './sheetXml.ts';
import { ZipFile } from './ZipFile.ts';

/** Writes the tables of a release as one workbook for spreadsheets (Office Open XML), in constant memory. */
export function writeWorkbook(
  path: string,
  release: BundledRelease,
  tables: readonly BundledTable[],
  modified: Date,
): Promise<FileDigest> {
  const sheets = sheetsOf(release, tables);
  return withOutputFile(path, modified, async (file) => {
    const zip = await ZipFile.create(file, modified);
    await zip.addText('[Content_Types].xml', contentTypes(sheets));
    await zip.addText('_rels/.rels', PACKAGE_RELATIONSHIPS);
    await zip.addText('docProps/core.xml', properties(release));
    await zip.addText('xl/workbook.xml', workbook(sheets));
    await zip.addText('xl/_rels/workbook.xml.rels', workbookRelationships(sheets));
    await zip.addText('xl/styles.xml', `${XML}${STYLES}`);
    for (const [at, sheet] of sheets.entries()) await zip.addPieces(`xl/${sheetPath(at)}`, worksheet(sheet, at === 0));
    return zip.finish();
  });
}

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const SPREADSHEET = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const CONTENT_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

function sheetPath(at: number): string {
  return `worksheets/sheet${at + 1}.xml`;
}

function contentTypes(sheets: readonly Sheet[]): string {
  const parts = [
    ['/xl/workbook.xml', `${CONTENT_TYPE}.sheet.main+xml`],
    ['/xl/styles.xml', `${CONTENT_TYPE}.styles+xml`],
    ['/docProps/core.xml', 'application/vnd.openxmlformats-package.core-properties+xml'],
    ...sheets.map((_, at) => [`/xl/${sheetPath(at)}`, `${CONTENT_TYPE}.worksheet+xml`]),
  ];
  const overrides = parts.map(([part, type]) => `<Override PartName="${part}" ContentType="${type}"/>`);
  return `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${overrides.join('')}</Types>`;
}

const PACKAGE_RELATIONSHIPS = relationships([
  [`${OFFICE}/officeDocument`, 'xl/workbook.xml'],
  [`${PACKAGE}/relationships/metadata/core-properties`, 'docProps/core.xml'],
]);

function workbookRelationships(sheets: readonly Sheet[]): string {
  return relationships([
    ...sheets.map((_, at) => [`${OFFICE}/worksheet`, sheetPath(at)] as const),
    [`${OFFICE}/styles`, 'styles.xml'],
  ]);
}

/** The relationships of a part: the type and the target of each. Their ids are rId1, rId2 … */
function relationships(targets: readonly (readonly [type: string, target: string])[]): string {
  const list = targets.map(
    ([type, target], at) => `<Relationship Id="rId${at + 1}" Type="${type}" Target="${target}"/>`,
  );
  return `${XML}<Relationships xmlns="${PACKAGE}/relationships">${list.join('')}</Relationships>`;
}

function properties({ name, instant }: BundledRelease): string {
  const created = `<dcterms:created xsi:type="dcterms:W3CDTF">${instant}</dcterms:created>`;
  return `${XML}<cp:coreProperties xmlns:cp="${PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${escapeXml(COLLECTION.title)}</dc:title><dc:identifier>${name}</dc:identifier><dc:language>fr</dc:language>${created}</cp:coreProperties>`;
}

function workbook(sheets: readonly Sheet[]): string {
  const list = sheets.map(
    ({ name }, at) => `<sheet name="${escapeXml(name)}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`,
  );
  return `${XML}<workbook xmlns="${SPREADSHEET}" xmlns:r="${OFFICE}"><bookViews><workbookView/></bookViews><sheets>${list.join('')}</sheets></workbook>`;
}

async function* worksheet({ widths, hasHeader, rows, links }: Sheet, isFirst: boolean): AsyncGenerator<string> {
  const pane = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>';
  const columns = widths.map((width, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`);
  yield `${XML}<worksheet xmlns="${SPREADSHEET}" xmlns:r="${OFFICE}"><sheetViews><sheetView${isFirst ? ' tabSelected="1"' : ''} workbookViewId="0">${hasHeader ? pane : ''}</sheetView></sheetViews>${columns.length > 0 ? `<cols>${columns.join('')}</cols>` : ''}<sheetData>`;
  yield* rows();
  yield '</sheetData>';
  if (links.size > 0) {
    const list = [...links].map(
      ([reference, sheet]) =>
        `<hyperlink ref="${reference}" location="${escapeXml(`'${sheet.replaceAll("'", "''")}'!A1`)}"/>`,
    );
    yield `<hyperlinks>${list.join('')}</hyperlinks>`;
  }
  yield '</worksheet>';
}
