/** Decimal digits of a currency's minor unit, unless there are two (ISO 4217). */
export const minorDigits: Readonly<Record<string, number>> = {
  BIF: 0,
  CLP: 0,
  DJF: 0,
  GNF: 0,
  ISK: 0,
  JPY: 0,
  KMF: 0,
  KRW: 0,
  PYG: 0,
  RWF: 0,
  UGX: 0,
  UYI: 0,
  VND: 0,
  VUV: 0,
  XAF: 0,
  XOF: 0,
  XPF: 0,
  BHD: 3,
  IQD: 3,
  JOD: 3,
  KWD: 3,
  LYD: 3,
  OMR: 3,
  TND: 3,
  CLF: 4,
  UYW: 4,
};

/** Decimal digits of a currency's minor unit (ISO 4217); two if the currency is unknown or not given. */
export function currencyDigits(currency: string | null): number {
  return currency === null ? 2 : (minorDigits[currency] ?? 2);
}
