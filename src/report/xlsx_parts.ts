import { type SheetFrame, sheetXml, type WorkSheet } from './xlsx_sheet.js';
import { styleBook } from './xlsx_styles.js';
import { attribute, content } from './xlsx_xml.js';
import type { ZipPart } from './zip.js';

/** Parts of a workbook: ECMA-376, part 1, chapters 12 and 18. */

const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packages = 'http://schemas.openxmlformats.org/package/2006';
const sheetType = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const standalone = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';

/** The files inside a workbook. `names` are its defined names as XML, or ''. */
export function workbookParts(
  sheets: readonly { readonly sheet: WorkSheet; readonly frame: SheetFrame }[],
  names: string,
): ZipPart[] {
  const texts = new Map<string, number>();
  const textNumber = (text: string): number => {
    const known = texts.get(text);
    if (known !== undefined) return known;
    texts.set(text, texts.size);
    return texts.size - 1;
  };
  const lists = { styles: styleBook(), textNumber };
  const written = sheets.map(({ sheet, frame }, at) => ({
    name: `xl/worksheets/sheet${at + 1}.xml`,
    text: sheetXml(sheet, frame, lists, at === 0),
  }));
  return [
    { name: '[Content_Types].xml', text: contentTypes(sheets.length) },
    {
      name: '_rels/.rels',
      text: `${standalone}<Relationships xmlns="${packages}/relationships"><Relationship Id="rId-workbook-1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    },
    { name: 'xl/_rels/workbook.xml.rels', text: workbookRelations(sheets.length) },
    {
      name: 'xl/workbook.xml',
      text: workbookXml(
        sheets.map(({ sheet }) => sheet.name),
        names,
      ),
    },
    ...written,
    { name: 'xl/styles.xml', text: lists.styles.xml() },
    { name: 'xl/sharedStrings.xml', text: textsXml([...texts.keys()]) },
  ];
}

function contentTypes(sheets: number): string {
  const part = (name: string, type: string) =>
    `<Override ContentType="${sheetType}.${type}+xml" PartName="/xl/${name}.xml"/>`;
  const parts = [
    part('workbook', 'sheet.main'),
    part('sharedStrings', 'sharedStrings'),
    part('styles', 'styles'),
    ...places(sheets).map((no) => part(`worksheets/sheet${no}`, 'worksheet')),
  ];
  return `${standalone}<Types xmlns="${packages}/content-types"><Default ContentType="application/xml" Extension="xml"/><Default ContentType="application/vnd.openxmlformats-package.relationships+xml" Extension="rels"/>${parts.join('')}</Types>`;
}

function workbookRelations(sheets: number): string {
  const relation = (no: number, type: string, target: string) =>
    `<Relationship Id="rId${no}" Type="${relations}/${type}" Target="${target}.xml"/>`;
  const all = [
    ...places(sheets).map((no) => relation(no, 'worksheet', `worksheets/sheet${no}`)),
    relation(sheets + 1, 'sharedStrings', 'sharedStrings'),
    relation(sheets + 2, 'styles', 'styles'),
  ];
  return `<?xml version="1.0" ?><Relationships xmlns="${packages}/relationships">${all.join('')}</Relationships>`;
}

function workbookXml(sheetNames: readonly string[], names: string): string {
  const sheets = sheetNames.map(
    (name, at) => `<sheet r:id="rId${at + 1}" sheetId="${at + 1}" name="${attribute(name)}"/>`,
  );
  return `${standalone}<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${relations}"><workbookPr/><bookViews><workbookView/></bookViews><sheets>${sheets.join('')}</sheets>${names}<calcPr/></workbook>`;
}

/** Texts that cells refer to by index; space at either end is kept. */
function textsXml(texts: readonly string[]): string {
  const item = (text: string) =>
    `<si><t${text.trim() === text ? '' : ' xml:space="preserve"'}>${content(text)}</t></si>`;
  return `<?xml version="1.0"?><sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">${texts.map(item).join('')}</sst>`;
}

/** 1 to n. */
function places(count: number): number[] {
  return Array.from({ length: count }, (_, at) => at + 1);
}
