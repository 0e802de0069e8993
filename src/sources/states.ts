/** What the words of an order state mean: that it landed, that it most likely did not, or unknown. */
export type StateMeaning = 'landed' | 'not_landed' | 'unknown';

/** What a state most likely means, in the languages of exports; in doubt `unknown`, and a negation is never `landed`. */
export function meaningOf(state: string): StateMeaning {
  const text = state
    .normalize('NFKC')
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .replaceAll('i\u0307', 'i')
    .trim();
  const han = text.replace(noRefund, '').replace(awaitedReceipt, '已发货').replace(awaitedAfter, '$1');
  const words = text.split(/[^\p{L}\p{M}]+/u).filter((word) => word !== '');
  const isBad =
    hanNotLanded.test(han) ||
    semiticNotLanded.test(text) ||
    /\bto be\b/.test(words.join(' ')) ||
    words.some((word) => negations.includes(word) || notLandedWords.includes(word)) ||
    words.some((word) => notLandedStems.some((stem) => word.startsWith(stem)));
  if (isBad) return 'not_landed';
  const isGood =
    hanLanded.test(han) ||
    semiticLanded.test(text) ||
    words.some((word) => landedStems.some((stem) => word.startsWith(stem)));
  return isGood ? 'landed' : 'unknown';
}

const noRefund = /(?:无|未|没有|無|沒有)退[款货貨]?/gu;

/** Waiting for the buyer to say that the parcel arrived: it is on its way. */
const awaitedReceipt = /[待等]待?(?:买家|買家|客户|客戶|用户|用戶)?(?:确认收[货貨]|確認收[货貨])/gu;

/** The same after it was said that it is paid or shipped, without the word for receipt. */
const awaitedAfter =
  /(已(?:付款|支付|发货|發貨))[，,、\s]*[待等]待?(?:买家|買家|客户|客戶|用户|用戶)?(?:确认|確認)/gu;

const hanNotLanded =
  /[未没沒无無不][^，,、/]{0,2}(?:付|支|完成|成功|确认|確認|成交|收款|到账|到帳|生效|入账|入帳|払|決済|入金)|[待等][^，,、/]{0,4}(?:付|支|确认|確認|审|審|处理|處理|成团|成團|接单|接單)|取消|关闭|關閉|退|撤|作废|作廢|失败|失敗|无效|無效|拒|超时|超時|过期|過期|测试|測試|草稿|欠|争议|爭議|冻结|凍結|(?:处理|處理|付款|支付|审核|審核)中|挂起|异常|異常|删除|刪除|冲正|沖正|返金|返品|キャンセル|(?:入金|支払い?|決済)待|保留|취소|환불|미결제|미입금|(?:입금|결제)\s*전|대기|실패|반품|ยกเลิก|คืนเงิน|^รอ|ไม่/u;

/** The same in Arabic and Hebrew, whose words carry prefixes. */
const semiticNotLanded =
  /ملغ|إلغاء|الغاء|مسترجع|مسترد|استرجاع|استرداد|مرتجع|انتظار|معلق|مرفوض|فشل|فاشل|غير|لم |منتهي|تجريبي|בוטל|ביטול|מבוטל|זוכה|זיכוי|הוחזר|החזר|ממתין|בהמתנה|נכשל|לא |טרם|נדחה|טיוטה/u;

const semiticLanded =
  /مدفوع|مكتمل|تم (?:الدفع|التوصيل|التنفيذ|الشحن|الاستلام|التسليم)|منفذ|ناجح|הושלם|שולם|נשלח|נמסר|התקבל|סופק/u;

const hanLanded =
  /已(?:支付|付|完成|成交|收|到账|到帳|入账|入帳|发货|發貨|签收|簽收|核销|核銷|送达|送達|结算|結算|评价|評價|存入|转账|轉賬)|成功|完成|待(?:发货|發貨|收货|收貨|评价|評價|自提|取货|取貨)|妥投|支払い?済|入金済|発送済|完了|결제\s*완료|배송\s*완료|완료|구매\s*확정|ระแล้ว|เร็จ|จัดส่งแล้ว/u;

const negations = [
  'not',
  'no',
  'non',
  'never',
  'nicht',
  'kein',
  'keine',
  'pas',
  'sin',
  'não',
  'nao',
  'не',
  'nie',
  'niet',
  'belum',
  'chưa',
  'không',
  'ikke',
  'inte',
];

const notLandedWords = [
  'test',
  'testing',
  'hold',
  'onhold',
  'due',
  'overdue',
  'offen',
  'batal',
  'void',
  'waiting',
  'vár',
  'fake',
];

const notLandedStems = [
  ...[
    'cancel',
    'canc',
    'voided',
    'refund',
    'unpaid',
    'unpay',
    'pending',
    'await',
    'wait',
    'fail',
    'declin',
    'reject',
    'denied',
  ],
  ...[
    'expir',
    'chargeback',
    'disput',
    'draft',
    'close',
    'abandon',
    'incomplete',
    'uncomplet',
    'unsuccess',
    'unconfirm',
  ],
  ...[
    'invalid',
    'error',
    'revers',
    'return',
    'revok',
    'delet',
    'trash',
    'fraud',
    'unsettl',
    'uncaptur',
    'undeliver',
    'dishonor',
  ],
  ...[
    'storn',
    'erstatt',
    'rückerstatt',
    'zurück',
    'ausstehend',
    'abgebroch',
    'fehlgeschl',
    'unbezahlt',
    'abgelehnt',
  ],
  ...[
    'annul',
    'anul',
    'rembours',
    'impay',
    'attente',
    'échou',
    'echou',
    'refus',
    'expiré',
    'anulad',
    'reembols',
    'devuel',
    'devolv',
  ],
  ...[
    'pendient',
    'pendent',
    'rechaz',
    'recus',
    'impag',
    'fallid',
    'falhou',
    'rimbors',
    'attesa',
    'geannul',
    'terugbetaal',
  ],
  ...[
    'openstaand',
    'mislukt',
    'anulow',
    'zwrot',
    'zwróc',
    'oczek',
    'nieopłac',
    'отмен',
    'возвр',
    'ожида',
    'неоплач',
    'отклон',
    'ошибк',
  ],
  ...[
    'törö',
    'lemond',
    'függ',
    'sikertelen',
    'elutas',
    'ramburs',
    'restitui',
    'neplăt',
    'așteptare',
    'aștept',
    'eșuat',
  ],
  ...[
    'respins',
    'peru',
    'palaut',
    'odott',
    'maksama',
    'hylät',
    'ακυρ',
    'εκκρεμ',
    'επιστρ',
    'αποτυχ',
    'αναμον',
  ],
  ...['iptal', 'iade', 'bekl', 'hủy', 'dibatalkan', 'dikembalikan', 'menunggu', 'gagal'],
  ...[
    'estorn',
    'zruš',
    'vráce',
    'vrác',
    'nezaplac',
    'čeká',
    'makuler',
    'återbetal',
    'väntar',
    'avbrut',
    'avbrudt',
  ],
  ...[
    'kansell',
    'afvent',
    'refusjon',
    'tilbakebetal',
    'tilbagebetal',
    'misluk',
    'chờ',
    'hoàn tiền',
    'hoàn trả',
  ],
];

const landedStems = [
  ...[
    'paid',
    'payed',
    'complet',
    'success',
    'succeed',
    'done',
    'deliver',
    'ship',
    'dispatch',
    'fulfil',
    'finish',
    'settl',
  ],
  ...[
    'captur',
    'receiv',
    'approv',
    'accept',
    'purchas',
    'bezahlt',
    'abgeschloss',
    'versand',
    'geliefert',
    'payé',
    'paye',
    'termin',
  ],
  ...[
    'livr',
    'expédi',
    'pagad',
    'pago',
    'enviad',
    'entreg',
    'conclu',
    'pagat',
    'spedit',
    'consegn',
    'betaald',
    'voltooid',
  ],
  ...[
    'opłac',
    'zrealiz',
    'zakończ',
    'оплач',
    'выполн',
    'доставл',
    'заверш',
    'ödendi',
    'tamamlan',
    'teslim',
    'selesai',
    'dibayar',
    'lunas',
    'zaplac',
    'dokonč',
    'doruč',
    'betald',
    'betalt',
    'levere',
    'skicka',
    'dikirim',
  ],
  ...[
    'teljesít',
    'fizetve',
    'kézbesít',
    'sikeres',
    'plătit',
    'achitat',
    'finaliz',
    'maksettu',
    'toimitet',
    'ολοκληρ',
    'πληρω',
  ],
  ...['παραδ', 'αποστ'],
];
