import { tellsMoment, tellsOutcome, tellsReturns } from '../../sources/telling_columns.js';
import { visible } from '../../text/printable.js';
import { returningRows } from '../../text/returning_rows.js';
import type { Found } from './found.js';
import { plainName } from './plain_name.js';

/** Columns with the money of an order that went back, in all orders of a file. */
const amountNames = new Set(
  [
    'refund amount',
    'refunded amount',
    'amount refunded',
    'total refunded',
    'refund total',
    'refunded total',
    '退款金额',
    '已退款金额',
    '实际退款金额',
    '退款总金额',
    '退款总额',
    '退货金额',
    '退款金額',
    '返金額',
    '返金金額',
    '환불금액',
    '환불 금액',
    'erstattungsbetrag',
    'erstatteter betrag',
    'montant remboursé',
    'importe reembolsado',
    'monto reembolsado',
    'valor reembolsado',
    'importo rimborsato',
    'сумма возврата',
  ].map(plainName),
);

const cancelling = /取消|作废|cancel|void|キャンセル|취소|storn|annul|отмен/i;

/** Keys of an input that say how its rows are read, not which of them count. */
const isOfRows = (key: string) => /^(?:timezone|clean|query): /.test(key);

/**
 * The reversals that orders carry with them: a single column of money that went back. A state of the return beside it makes it doubtful,
 * because what was asked for but refused may stand there, too; so do amounts of the lines of an order, and cancellations that only a
 * column without money tells.
 */
export function refundsIn(orders: Found): Found | null {
  const { table, columns, files, keys = [], transforms = {} } = orders;
  const header = files[0]?.columns ?? [];
  const taken = new Set(Object.values(columns));
  const free = header.filter((column) => !taken.has(column));
  const [amount, ...further] = free.filter((column) => amountNames.has(plainName(column)));
  const returns = free.filter(tellsReturns);
  const isDoubtful =
    further.length > 0 ||
    returns.some(tellsOutcome) ||
    (columns.status === undefined && returns.some((column) => cancelling.test(column))) ||
    keys.some((key) => key.startsWith('on_conflict: sum'));
  const { conversion_id, ts } = columns;
  if (table !== 'conversions' || amount === undefined || isDoubtful) return null;
  if (conversion_id === undefined || ts === undefined) return null;
  const own = returns.find((column) => tellsMoment(column) && !cancelling.test(column));
  const isMade = keys.some((key) => key.startsWith('query: '));
  if (own !== undefined && isMade) return null;
  const carried = ['conversion_id', 'currency'].filter((name) => columns[name] !== undefined);
  return {
    table: 'reversals',
    columns: {
      reversal_id: conversion_id,
      ...Object.fromEntries(carried.map((name) => [name, columns[name] ?? ''])),
      ts: own ?? ts,
      value: amount,
    },
    missing: [],
    files,
    keys: [...keys.filter(isOfRows), returningRows(amount, own)],
    transforms: Object.fromEntries(
      carried.flatMap((name) => (transforms[name] === undefined ? [] : [[name, transforms[name]]])),
    ),
    comments: [
      `what the orders say went back in ${visible(amount)}; the order is the id of its refund: a later export replaces it`,
      own === undefined
        ? 'the file does not say when it went back: the time of the order is taken for it'
        : `${visible(own)} must say when it went back`,
    ],
  };
}

/** Whether a state says that an order was refunded in part: with its refund among the reversals, the rest of it landed. */
export function isRefundedInPart(state: string): boolean {
  const text = state.normalize('NFKC').toLowerCase();
  return (
    /退款|退货|退貨|返金|환불|refund|reembols|rembours|rimbors|erstatt|возвра/.test(text) &&
    /部分|一部|일부|부분|part|parc|parz|teil|част/.test(text)
  );
}
