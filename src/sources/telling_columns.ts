/** Whether the name of a column is about returned or cancelled orders: a second state, or their time or money. */
export function tellsReturns(column: string): boolean {
  const name = column.normalize('NFKC').toLowerCase();
  const isReturn = /退款|退货|售后|取消|refund|return|after[-_ ]?sale|cancel|chargeback|dispute/.test(name);
  const isTold = isReturn && /状态|时间|金额|状況|status|state|amount|date|time|_at|\bat\b|at$/.test(name);
  return isTold || returnFlags.some((flag) => flag.test(name)) || tellsReturnsAbroad(name);
}

/** The same in other languages, where a word for "returned" stands next to one for a time, an amount or a state. */
function tellsReturnsAbroad(name: string): boolean {
  return (
    /(?:返金|返品|キャンセル)(?:日|額|金額|状況|ステータス|数)/u.test(name) ||
    /(?:환불|반품|취소)\s*(?:완료)?\s*(?:일|금액|액|상태|여부)/u.test(name) ||
    /(?:退款|退貨|取消|售後)(?:時間|日期|金額|狀態)/u.test(name) ||
    /(?:erstattung|retoure|storn|rückzahlung)\p{L}*(?:datum|betrag|status|am|summe)|(?:erstattet|storniert)\p{L}*\s+(?:am|betrag)|(?:betrag|datum)\s+\p{L}*erstatt|^(?:rück)?erstattet$|^storniert$/u.test(
      name,
    ) ||
    (/reembols|estorn|devoluci|devolu[cç]|devuelt|devolvid|cancelaci|cancelamento|anulaci|rembours|annulation|rimbors|\breso\b|annullament|возврат|отмен/u.test(
      name,
    ) &&
      /fecha|data|date|importe|monto|valor|montant|importo|estado|status|situa|statut|stato|дата|время|сумма|статус|^(?:reembols|estorn|rembours|rimbors)/u.test(
        name,
      )) ||
    (/استرجاع|استرداد|مسترجع|مسترد|إلغاء|إرجاع/u.test(name) && /تاريخ|وقت|مبلغ|حالة|قيمة/u.test(name)) ||
    (/החזר|זיכוי|ביטול/u.test(name) && /תאריך|סכום|סטטוס|זמן/u.test(name)) ||
    (/iade|iptal/u.test(name) && /tarih|tutar|durum/u.test(name))
  );
}

/** Names of columns that say yes or no of a return. */
const returnFlags = [
  /^(?:(?:is|was|has)[-_ ]?)?(?:refunded|returned|cancell?ed|charged[-_ ]?back|voided)$/,
  /^(?:is|was|has)[-_ ]?(?:refund|return|cancel|void)$/,
  /^(?:是否)?已?(?:退款|退货|取消|作废)$/,
];

/** Whether the name of a column says that it marks rows that are no real ones: tests, drafts, deleted ones. */
export function marksUnreal(column: string): boolean {
  const name = column.normalize('NFKC').trim().toLowerCase();
  return (
    /^(?:(?:is|was)[-_ ]?)?(?:test|deleted|removed|draft|fake|dummy)(?:[-_ ]?(?:order|flag|mode))?$/.test(
      name,
    ) ||
    name === 'livemode' ||
    /^(?:是否)?(?:为)?(?:测试|删除|已删除)(?:订单|单|标记)?$/.test(name)
  );
}

/** Whether the name of a column says yes or no of a payment. */
export function tellsPayment(column: string): boolean {
  const name = column.normalize('NFKC').trim().toLowerCase();
  return (
    /^(?:(?:is|was|has)[-_ ]?)?(?:paid|captured|settled)$/.test(name) ||
    /^(?:是否)?(?:已)?(?:支付|付款|到账|到帳)$/.test(name) ||
    /^(?:bezahlt|pagado|pagada|pago|payé|payée|pagato|pagata|betaald|opłacone|оплачено|оплачен|支払済み?|入金済み?)$/.test(
      name,
    )
  );
}

/** Whether the name of a column of returns is about their time. */
export function tellsMoment(column: string): boolean {
  return /时间|時間|日期|日$|date|time|_at\b|\bat$|datum|fecha|data/i.test(column);
}

/** Whether the name of a column of returns is about how they ended. */
export function tellsOutcome(column: string): boolean {
  return /状态|狀態|状況|ステータス|상태|结果|status|state|result/i.test(column.normalize('NFKC'));
}
