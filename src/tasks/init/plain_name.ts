/** Currencies that a name may end with, in brackets: an amount of them is in the major unit. */
const currency =
  /\((?:元|圆|人民币|人民幣|新台幣|rmb|nt\$|ntd|円|税込|원|rs\.?|r\$|us\$|[¥€$£₹₩₪₽₺]|usd|eur|gbp|jpy|cny|krw|twd|hkd|sgd|inr|brl|mxn|rub|try|ils|sar|aed|chf|pln|cad|aud)\)$/u;

/** A column name in the form used for comparison: lower case, without blanks, punctuation, the accents of Latin letters and a currency at its end. */
export function plainName(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .trim()
    .replace(currency, '')
    .normalize('NFD')
    .replace(/(?<=\p{Script=Latin})\p{M}+/gu, '')
    .normalize('NFC')
    .replace(/[^\p{L}\p{M}\p{N}@]/gu, '');
}
