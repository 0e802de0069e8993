import { rows } from './rows.js';

export interface Kol {
  readonly key: string;
  readonly from: string;
  readonly to: string;
  readonly fee: string;
  /** personal promo code */
  readonly code: string;
  readonly name: { readonly en: string; readonly zh: string };
}

const kol_table = `
key | from       | to         | fee   | code    | en           | zh
K1  | 2026-04-20 |            | 8000  | LIN10   | Lin Xiaotang | 林小棠
K2  | 2026-06-01 |            | 15000 | ZHOUMU8 | Zhou Mu      | 周木
K3  | 2026-09-21 |            | 12000 | SUKE20  | Su Ke        | 苏可
K4  | 2026-05-11 | 2026-12-31 | 3000  | HEYUE6  | He Yue       | 何悦
K5  | 2026-09-10 | 2026-10-31 | 5000  | TAORAN5 | Tao Ran      | 陶然
`;

/** The KOLs and their fees for the quarter. Their names are their ids. */
export const kols: readonly Kol[] = rows<'key' | 'from' | 'to' | 'fee' | 'code' | 'en' | 'zh'>(kol_table).map(
  (row) => ({
    key: row.key,
    from: row.from,
    to: row.to,
    fee: row.fee,
    code: row.code,
    name: { en: row.en, zh: row.zh },
  }),
);

/** The operators who own the groups. */
export const operators: Readonly<Record<string, { readonly en: string; readonly zh: string }>> = {
  op1: { en: 'Amy', zh: '小雅' },
  op2: { en: 'Ben', zh: '阿本' },
  op3: { en: 'Cici', zh: '西西' },
  op4: { en: 'Dora', zh: '朵拉' },
};
