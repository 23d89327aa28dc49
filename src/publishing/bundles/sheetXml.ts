import { looksLikeFormula } from '../../openData/spreadsheetWriter.ts';
import type { BundledCell } from './bundledTables.ts';

/** The styles of cells, in the order of `STYLES`. */
const STYLE = { header: 1, date: 2, instant: 3, quoted: 4, title: 5, wrapped: 6, link: 7 } as const;
export type CellStyle = keyof typeof STYLE;

/** The maximum number of characters of a cell in Excel. */
const MAX_CHARACTERS = 32_767;

/** A row of a sheet. A cell without a value is left out. */
export function rowXml(number: number, cells: readonly string[]): string {
  return `<row r="${number}">${cells.join('')}</row>`;
}

export function textXml(reference: string, text: string, style: CellStyle | null = null): string {
  // With quotePrefix, a text that looks like a formula stays a text when a person edits the cell.
  const name = style ?? (looksLikeFormula(text) ? 'quoted' : null);
  const cut = text.length > MAX_CHARACTERS ? `${text.slice(0, MAX_CHARACTERS - 1).toWellFormed()}…` : text;
  return `<c r="${reference}"${name === null ? '' : ` s="${STYLE[name]}"`} t="inlineStr"><is><t xml:space="preserve">${escapeXml(cut)}</t></is></c>`;
}

/** The XML of a cell; empty without a value. `type` is the type of its column in the Table Schema. */
export function cellXml(reference: string, cell: BundledCell, type: string): string {
  if (cell === null) return '';
  if (typeof cell === 'boolean') return `<c r="${reference}" t="b"><v>${cell ? 1 : 0}</v></c>`;
  // Excel keeps 15 digits.
  if (typeof cell === 'number' && String(Math.abs(cell)).length <= 16) return `<c r="${reference}"><v>${cell}</v></c>`;
  const serial = type === 'date' || type === 'datetime' ? serialOf(String(cell)) : null;
  if (serial === null) return textXml(reference, String(cell));
  return `<c r="${reference}" s="${type === 'date' ? STYLE.date : STYLE.instant}"><v>${serial}</v></c>`;
}

/** The serial number of a day or an instant in UTC. Null before March 1900, where the calendars of Excel and LibreOffice differ. */
function serialOf(date: string): number | null {
  const days = (Date.parse(date) - Date.UTC(1899, 11, 30)) / 86_400_000;
  return days > 60 ? days : null;
}

/** The letters of a column, counted from 0: A, B … Z, AA. */
export function columnLetters(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : columnLetters(Math.floor(index / 26) - 1) + last;
}

/** Escapes a text. Characters that XML does not allow are written as `_x000B_`, which spreadsheets decode. */
export function escapeXml(text: string): string {
  if (!SPECIAL.test(text)) return text;
  return text
    .toWellFormed()
    .replaceAll(/_(?=x[0-9a-fA-F]{4}_)/g, '_x005F_')
    .replaceAll(FORBIDDEN, (character) => `_x${character.charCodeAt(0).toString(16).padStart(4, '0').toUpperCase()}_`)
    .replaceAll(/[&<>"]/g, (character) => ENTITIES[character] ?? character);
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
// biome-ignore lint/suspicious/noControlCharactersInRegex: XML does not allow them.
const FORBIDDEN = /[\u0000-\u0008\u000b-\u001f\ufffe\uffff]/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: as above.
const SPECIAL = /[\u0000-\u0008\u000b-\u001f\ufffe\uffff\ud800-\udfff&<>"]|_x[0-9a-fA-F]{4}_/;

const font = (content: string) => `<font>${content}<sz val="11"/><name val="Calibri"/></font>`;
const style = (attributes: string, alignment = '') =>
  alignment === '' ? `<xf xfId="0" ${attributes}/>` : `<xf xfId="0" ${attributes} applyAlignment="1">${alignment}</xf>`;
const WRAP = '<alignment vertical="top" wrapText="1"/>';

/** The styles of the workbook. */
export const STYLES = `<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">
<numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/><numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss"/></numFmts>
<fonts count="4">${font('')}${font('<b/>')}<font><b/><sz val="16"/><name val="Calibri"/></font><font><u/><sz val="11"/><color rgb="FF0563C1"/><name val="Calibri"/></font></fonts>
<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFE6EFEE"/></patternFill></fill></fills>
<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>
<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>
<cellXfs count="8">${[
  style('numFmtId="0" fontId="0" fillId="0" borderId="0"'),
  style('numFmtId="0" fontId="1" fillId="2" borderId="0" applyFont="1" applyFill="1"'),
  style('numFmtId="164" fontId="0" fillId="0" borderId="0" applyNumberFormat="1"'),
  style('numFmtId="165" fontId="0" fillId="0" borderId="0" applyNumberFormat="1"'),
  style('numFmtId="49" fontId="0" fillId="0" borderId="0" quotePrefix="1" applyNumberFormat="1"'),
  style('numFmtId="0" fontId="2" fillId="0" borderId="0" applyFont="1"'),
  style('numFmtId="0" fontId="0" fillId="0" borderId="0"', WRAP),
  style('numFmtId="0" fontId="3" fillId="0" borderId="0" applyFont="1"', WRAP),
].join('')}</cellXfs>
<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>
</styleSheet>`;
