import { alphabets } from './language_letters.js';

/** An encoding, the languages it is used for, and how much rarer it is than the usual ones among files without a declared encoding. */
interface Tried {
  readonly encoding: string;
  readonly languages: readonly string[] | 'all';
  readonly prior: number;
}

const western = ['german', 'french', 'spanish', 'portuguese', 'italian', 'nordic'];
const central = ['polish', 'czech', 'hungarian', 'romanian', 'croatian'];
const cyrillic = ['russian', 'ukrainian'];

/** Every encoding that a file without a byte order mark may have. */
export const encodingsTried: readonly Tried[] = [
  { encoding: 'utf-8', languages: 'all', prior: 5 },
  { encoding: 'gb18030', languages: ['simplified_chinese', 'traditional_chinese'], prior: 0 },
  { encoding: 'big5', languages: ['traditional_chinese'], prior: 0 },
  { encoding: 'shift_jis', languages: ['japanese'], prior: 0 },
  { encoding: 'euc-jp', languages: ['japanese'], prior: -2 },
  { encoding: 'euc-kr', languages: ['korean'], prior: 0 },
  { encoding: 'windows-1252', languages: western, prior: 0 },
  { encoding: 'windows-1250', languages: central, prior: -1 },
  { encoding: 'windows-1251', languages: cyrillic, prior: 0 },
  { encoding: 'windows-1253', languages: ['greek'], prior: 0 },
  { encoding: 'windows-1254', languages: ['turkish'], prior: 0 },
  { encoding: 'windows-1255', languages: ['hebrew'], prior: 0 },
  { encoding: 'windows-1256', languages: ['arabic'], prior: 0 },
  { encoding: 'windows-1257', languages: ['baltic'], prior: 0 },
  { encoding: 'windows-1258', languages: ['vietnamese'], prior: -1 },
  { encoding: 'windows-874', languages: ['thai'], prior: 0 },
  { encoding: 'koi8-u', languages: cyrillic, prior: -2 },
  { encoding: 'ibm866', languages: cyrillic, prior: -3 },
  { encoding: 'iso-8859-2', languages: central, prior: -3 },
  { encoding: 'iso-8859-15', languages: western, prior: -3 },
  { encoding: 'macintosh', languages: western, prior: -4 },
  { encoding: 'x-mac-cyrillic', languages: cyrillic, prior: -5 },
  { encoding: 'ibm850', languages: western, prior: -4 },
  { encoding: 'ibm437', languages: western, prior: -5 },
  { encoding: 'ibm852', languages: central, prior: -4 },
  { encoding: 'ibm857', languages: ['turkish'], prior: -4 },
  { encoding: 'ibm737', languages: ['greek'], prior: -4 },
  { encoding: 'ibm775', languages: ['baltic'], prior: -4 },
  { encoding: 'ibm862', languages: ['hebrew'], prior: -4 },
  { encoding: 'ibm720', languages: ['arabic'], prior: -4 },
];

const characters = ['simplified_chinese', 'traditional_chinese', 'japanese', 'korean'];

/** Languages whose text may be in UTF-8: all of them. */
export const utf8Languages: readonly string[] = [...characters, ...Object.keys(alphabets)];

/** Zones and the languages spoken there; the first match applies. */
const homes: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^Asia\/(Shanghai|Chongqing|Chungking|Harbin|Urumqi|Kashgar)$|^PRC$/, ['simplified_chinese']],
  [/^Asia\/(Taipei|Hong_Kong|Macau|Macao)$|^(ROC|Hongkong)$/, ['traditional_chinese']],
  [/^Asia\/(Singapore|Kuala_Lumpur)$|^Singapore$/, ['simplified_chinese', ...western]],
  [/^Asia\/Tokyo$|^Japan$/, ['japanese']],
  [/^Asia\/(Seoul|Pyongyang)$|^ROK$/, ['korean']],
  [/^Asia\/(Bangkok)$/, ['thai']],
  [/^Asia\/(Ho_Chi_Minh|Saigon)$/, ['vietnamese']],
  [/^Asia\/(Jerusalem|Tel_Aviv)$|^Israel$/, ['hebrew']],
  [
    /^Asia\/(Riyadh|Dubai|Baghdad|Kuwait|Qatar|Bahrain|Amman|Beirut|Damascus|Aden|Muscat|Gaza|Tehran)$|^Africa\/(Cairo|Tripoli|Khartoum)$/,
    ['arabic'],
  ],
  [/^(Asia|Africa)\/(Algiers|Tunis|Casablanca)$/, ['arabic', 'french']],
  [/^(Europe|Asia)\/Istanbul$|^Turkey$/, ['turkish']],
  [/^Europe\/Athens$|^Asia\/Nicosia$/, ['greek']],
  [/^Europe\/(Warsaw|Prague|Bratislava|Budapest|Bucharest|Zagreb|Ljubljana|Sarajevo)$|^Poland$/, central],
  [/^Europe\/(Vilnius|Riga|Tallinn)$/, ['baltic']],
  [/^Europe\/(Belgrade|Podgorica|Skopje)$/, [...cyrillic, 'croatian']],
  [
    /^Europe\/(Moscow|Kaliningrad|Samara|Volgograd|Minsk|Kiev|Kyiv|Sofia|Simferopol|Saratov)$|^Asia\/(Almaty|Yekaterinburg|Omsk|Novosibirsk|Krasnoyarsk|Irkutsk|Yakutsk|Vladivostok|Tashkent|Bishkek)$|^W-SU$/,
    cyrillic,
  ],
  [
    /^(Europe|America|Australia|Africa|Atlantic|Pacific|US|Canada|Brazil|Indian)\/|^(GB|Eire|NZ|Portugal)$/,
    western,
  ],
  [/^Asia\//, western],
];

/** The cost of a file being in a language, given the zone of the project; without a declared zone, every common language is possible. */
export function zoneCost(language: string, zone: string | null): number {
  const isCommon = characters.includes(language) || western.includes(language);
  const home = zone === null ? undefined : homes.find(([zones]) => zones.test(zone))?.[1];
  if (home === undefined) return isCommon ? -1 : -4;
  if (home.includes(language)) return 0;
  return isCommon ? -4 : -5;
}
