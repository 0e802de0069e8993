import { inputError } from '../../contract/errors.js';
import { type Shown, shownBy, typedText } from './cell_text.js';
import { attribute, readWholeXml } from './xml.js';
import { damaged, openZip, type ZipParts } from './zip_parts.js';

/** A sheet of cells, as opposed to charts and macros. */
export interface Sheet {
  readonly name: string;
  /** its position among the sheets of cells, starting at 1 */
  readonly number: number;
  readonly isHidden: boolean;
  readonly part: string;
}

/** An open workbook: its sheets, and what is needed to read their cells. */
export interface Workbook {
  readonly name: string;
  readonly sheets: readonly Sheet[];
  readonly since: 1900 | 1904;
  /** by the number of a style */
  readonly shown: readonly Shown[];
  readonly zip: ZipParts;
  /** texts that several cells share, read when first needed */
  sharedTexts(): Promise<readonly string[]>;
}

/** Opens a workbook (.xlsx, .xlsm); `name` is used in messages. */
export async function openWorkbook(path: string, name: string): Promise<Workbook> {
  const zip = await openZip(path, name);
  try {
    const relations = await relationsOf(zip, '_rels/.rels', name);
    const main = relations.find(({ type }) => type === 'officeDocument')?.target ?? '';
    refuseOthers(zip, main, name);
    const { sheets, since } = await sheetsOf(zip, main, name);
    const own = await relationsOf(zip, relationsPart(main), name);
    const partOf = (type: string) => own.find((relation) => relation.type === type)?.target;
    const styles = partOf('styles');
    const texts = partOf('sharedStrings');
    let shared: readonly string[] | null = null;
    return {
      name,
      zip,
      since,
      sheets: sheets
        .flatMap(({ id, ...sheet }) => {
          const found = own.find((relation) => relation.id === id && relation.type === 'worksheet');
          return found === undefined ? [] : { ...sheet, part: found.target };
        })
        .map((sheet, place) => ({ ...sheet, number: place + 1 })),
      shown: styles === undefined ? [] : await stylesOf(zip, styles, name),
      sharedTexts: async () => {
        shared ??= texts === undefined ? [] : await sharedTextsOf(zip, texts, name);
        return shared;
      },
    };
  } catch (error) {
    zip.close();
    throw error;
  }
}

function refuseOthers(zip: ZipParts, main: string, name: string): void {
  if (/\.xml$/i.test(main) && zip.has(main)) return;
  const kind = zip.names.some((part) => part.endsWith('.bin') && part.startsWith('xl/'))
    ? 'a binary workbook (.xlsb)'
    : zip.has('content.xml')
      ? 'an OpenDocument file (.ods)'
      : zip.names.length === 0
        ? 'an empty archive'
        : 'a zip archive without a workbook in it';
  throw inputError(
    `${name} is ${kind}, expected an XLSX workbook.`,
    zip.has('content.xml') || kind.includes('.xlsb')
      ? 'Save it as .xlsx, or export the sheet as CSV.'
      : 'Unpack it, and name the files in it.',
  );
}

interface Relation {
  readonly id: string;
  /** the last word of its type */
  readonly type: string;
  readonly target: string;
}

function relationsPart(part: string): string {
  const at = part.lastIndexOf('/') + 1;
  return `${part.slice(0, at)}_rels/${part.slice(at)}.rels`;
}

/** The parts that a part refers to, with full paths. */
async function relationsOf(zip: ZipParts, part: string, name: string): Promise<Relation[]> {
  if (!zip.has(part)) return [];
  const folder = part.replace(/_rels\/[^/]*$/, '');
  const found: Relation[] = [];
  await readWholeXml(
    zip.read(part),
    {
      open: (tag, attributes) => {
        if (tag !== 'Relationship') return;
        const target = attributes.Target ?? '';
        const type = (attributes.Type ?? '').split('/').pop() ?? '';
        found.push({ id: attributes.Id ?? '', type, target: wholePath(folder, target) });
      },
    },
    name,
  );
  return found;
}

function wholePath(folder: string, target: string): string {
  if (target.startsWith('/')) return target.slice(1);
  const steps = folder.split('/').filter((step) => step !== '');
  for (const step of target.split('/'))
    if (step === '..') steps.pop();
    else if (step !== '.') steps.push(step);
  return steps.join('/');
}

async function sheetsOf(zip: ZipParts, part: string, name: string) {
  const sheets: { id: string; name: string; isHidden: boolean }[] = [];
  let since: 1900 | 1904 = 1900;
  await readWholeXml(
    zip.read(part),
    {
      open: (tag, attributes) => {
        if (tag === 'workbookPr' && /^(1|true|on)$/i.test(attributes.date1904 ?? '')) since = 1904;
        if (tag === 'sheet')
          sheets.push({
            id: attribute(attributes, 'id') ?? '',
            name: attributes.name ?? '',
            isHidden: (attributes.state ?? 'visible') !== 'visible',
          });
      },
    },
    name,
  );
  if (sheets.length === 0) throw damaged(name, 'it has no sheet');
  return { sheets, since: since as 1900 | 1904 };
}

/** How numbers are displayed, by style number. */
async function stylesOf(zip: ZipParts, part: string, name: string): Promise<Shown[]> {
  const codes = new Map<number, string>();
  const shown: Shown[] = [];
  let isIn = false;
  await readWholeXml(
    zip.read(part),
    {
      open: (tag, attributes) => {
        if (tag === 'numFmt') codes.set(Number(attributes.numFmtId), attributes.formatCode ?? '');
        if (tag === 'cellXfs') isIn = true;
        const id = Number(attributes.numFmtId ?? 0);
        if (tag === 'xf' && isIn) shown.push(shownBy(id, codes.get(id)));
      },
      close: (tag) => {
        if (tag === 'cellXfs') isIn = false;
      },
    },
    name,
  );
  return shown;
}

/** The shared texts, without pronunciation hints (rPh). */
async function sharedTextsOf(zip: ZipParts, part: string, name: string): Promise<string[]> {
  const texts: string[] = [];
  let text = '';
  let [isText, isHint] = [false, false];
  await readWholeXml(
    zip.read(part),
    {
      open: (tag) => {
        if (tag === 'si') text = '';
        else if (tag === 't') isText = !isHint;
        else if (tag === 'rPh') isHint = true;
      },
      text: (more) => {
        if (isText) text += more;
      },
      close: (tag) => {
        if (tag === 'si') texts.push(typedText(text));
        else if (tag === 't') isText = false;
        else if (tag === 'rPh') isHint = false;
      },
    },
    name,
  );
  return texts;
}
