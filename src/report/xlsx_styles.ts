import type { Style } from './xlsx_cells.js';
import { attribute } from './xlsx_xml.js';

/** The styles of a workbook, numbered in the order in which cells use them. */
export interface StyleBook {
  /** The number of a style. */
  readonly number: (style: Style) => number;
  /** The part xl/styles.xml. */
  readonly xml: () => string;
}

const font = { name: 'Calibri', size: 11 };
/** Lower numbers belong to Excel's built-in formats. */
const firstFormat = 100;

/** A style book; number 0 is for cells without a style. */
export function styleBook(): StyleBook {
  const numbers = new Map<Style, number>();
  const looks = numbered();
  const formats = numbered();
  const fonts = numbered([fontXml({})]);
  const fills = numbered([
    '<fill><patternFill patternType="none"/></fill>',
    '<fill><patternFill patternType="gray125"/></fill>',
  ]);
  const borders = numbered([borderXml(undefined)]);
  const lookXml = (style: Style): string => {
    const { format, backgroundColor, bottomBorderColor } = style;
    const alignment = alignmentXml(style);
    const attributes = [
      ...(format === undefined
        ? []
        : [`numFmtId="${firstFormat + formats.of(format)}" applyNumberFormat="1"`]),
      `fontId="${fonts.of(fontXml(style))}" applyFont="1"`,
      ...(backgroundColor === undefined
        ? []
        : [`fillId="${fills.of(fillXml(backgroundColor))}" applyFill="1"`]),
      ...(bottomBorderColor === undefined
        ? []
        : [`borderId="${borders.of(borderXml(bottomBorderColor))}" applyBorder="1"`]),
      ...(alignment === '' ? [] : ['applyAlignment="1"']),
    ];
    return `<xf ${attributes.join(' ')}>${alignment}</xf>`;
  };
  const number = (style: Style): number => {
    const known = numbers.get(style);
    if (known !== undefined) return known;
    const found = looks.of(lookXml(style));
    numbers.set(style, found);
    return found;
  };
  number({});
  return {
    number,
    xml: () => {
      const formatXml = formats.all.map(
        (format, at) => `<numFmt numFmtId="${firstFormat + at}" formatCode="${attribute(format)}"/>`,
      );
      const lists: [string, readonly string[]][] = [
        ['numFmts', formatXml],
        ['fonts', fonts.all],
        ['fills', fills.all],
        ['borders', borders.all],
        ['cellXfs', looks.all],
      ];
      const list = ([name, all]: (typeof lists)[number]) =>
        all.length === 0 ? '' : `<${name} count="${all.length}">${all.join('')}</${name}>`;
      return `<?xml version="1.0" ?><styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">${lists.map(list).join('')}</styleSheet>`;
    },
  };
}

/** Texts and their indices in a growing list. */
function numbered(all: string[] = []) {
  const places = new Map(all.map((text, at) => [text, at]));
  const of = (text: string): number => {
    const known = places.get(text);
    if (known !== undefined) return known;
    places.set(text, all.length);
    return all.push(text) - 1;
  };
  return { all: all as readonly string[], of };
}

function fontXml({ fontSize, fontWeight, fontStyle, textColor }: Style): string {
  const shape = `${fontWeight === undefined ? '' : '<b/>'}${fontStyle === undefined ? '' : '<i/>'}`;
  const color = textColor === undefined ? '<color theme="1"/>' : colorXml(textColor);
  return `<font><name val="${font.name}"/><sz val="${fontSize ?? font.size}"/><family val="2"/>${shape}${color}</font>`;
}

function fillXml(color: string): string {
  return `<fill><patternFill patternType="solid"><fgColor rgb="${opaque(color)}"/><bgColor indexed="64"/></patternFill></fill>`;
}

function borderXml(color: string | undefined): string {
  const bottom = color === undefined ? '<bottom/>' : `<bottom style="thin">${colorXml(color)}</bottom>`;
  return `<border><left/><right/><top/>${bottom}<diagonal/></border>`;
}

function alignmentXml({ align, alignVertical, wrap }: Style): string {
  const attributes = [
    ...(align === undefined ? [] : [` horizontal="${align}"`]),
    ...(alignVertical === undefined ? [] : [` vertical="${alignVertical}"`]),
    ...(wrap === true ? [' wrapText="1"'] : []),
  ];
  return attributes.length === 0 ? '' : `<alignment${attributes.join('')}/>`;
}

function colorXml(color: string): string {
  return `<color rgb="${opaque(color)}"/>`;
}

/** #RRGGBB in Excel's notation, prefixed with full opacity. */
function opaque(color: string): string {
  return `FF${color.slice(1).toUpperCase()}`;
}
