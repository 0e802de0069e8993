/**
 * Names of columns that hold the state of an order, in the languages of exports: a word for "state", alone or with what it is the state of.
 * All are in the form used for comparison: lower case, without blanks and punctuation.
 */

/** One language: its words for "state", what they may be the state of, and in which order the two are written. */
interface Wording {
  readonly states: readonly string[];
  readonly of: readonly string[];
  readonly order: 'state_first' | 'state_last';
}

const wordings: readonly Wording[] = [
  {
    states: ['status', 'state'],
    of: [
      'order',
      'payment',
      'pay',
      'paid',
      'financial',
      'transaction',
      'trade',
      'sale',
      'purchase',
      'booking',
      'checkout',
      'invoice',
    ],
    order: 'state_last',
  },
  {
    states: ['状态', '狀態'],
    of: ['订单', '交易', '支付', '付款', '当前', '訂單', '付費'],
    order: 'state_last',
  },
  {
    states: ['ステータス', '状況', '状態'],
    of: ['注文', '受注', '支払', '支払い', 'お支払い', '決済', '入金', '取引'],
    order: 'state_last',
  },
  {
    states: ['상태', '상태값'],
    of: ['주문', '결제', '입금', '거래', '처리', '주문처리'],
    order: 'state_last',
  },
  {
    states: ['status'],
    of: [
      'bestell',
      'bestellungs',
      'zahlungs',
      'zahl',
      'auftrags',
      'bezahl',
      'bestel',
      'betaal',
      'betalings',
      'ordre',
      'betal',
      'betalnings',
    ],
    order: 'state_last',
  },
  {
    states: ['estado', 'situación'],
    of: ['pedido', 'orden', 'pago', 'venta', 'compra', 'transacción'],
    order: 'state_first',
  },
  {
    states: ['status', 'estado', 'situação'],
    of: ['pedido', 'pagamento', 'compra', 'venda', 'transação'],
    order: 'state_first',
  },
  { states: ['statut', 'état'], of: ['commande', 'paiement', 'vente', 'transaction'], order: 'state_first' },
  {
    states: ['stato', 'status'],
    of: ['ordine', 'pagamento', 'vendita', 'transazione'],
    order: 'state_first',
  },
  { states: ['status', 'stan'], of: ['zamówienia', 'płatności', 'transakcji'], order: 'state_first' },
  { states: ['stav'], of: ['objednávky', 'platby'], order: 'state_first' },
  {
    states: ['статус', 'состояние', 'стан'],
    of: ['заказа', 'оплаты', 'платежа', 'замовлення'],
    order: 'state_first',
  },
  { states: ['durumu'], of: ['sipariş', 'ödeme', 'işlem'], order: 'state_last' },
  { states: ['trạng thái', 'tình trạng'], of: ['đơn hàng', 'đơn', 'thanh toán'], order: 'state_first' },
  { states: ['status'], of: ['pesanan', 'pembayaran', 'transaksi'], order: 'state_first' },
  { states: ['حالة'], of: ['الطلب', 'الطلبية', 'الدفع', 'العملية'], order: 'state_first' },
  { states: ['סטטוס', 'מצב'], of: ['הזמנה', 'ההזמנה', 'תשלום', 'התשלום', 'עסקה'], order: 'state_first' },
  { states: ['κατάσταση'], of: ['παραγγελίας', 'πληρωμής'], order: 'state_first' },
  { states: ['állapota', 'státusza'], of: ['rendelés', 'fizetés'], order: 'state_last' },
  {
    states: ['stare', 'starea', 'status'],
    of: ['comandă', 'comenzii', 'plată', 'plății'],
    order: 'state_first',
  },
  { states: ['tila'], of: ['tilauksen', 'maksun'], order: 'state_last' },
  { states: ['สถานะ'], of: ['คำสั่งซื้อ', 'การสั่งซื้อ', 'การชำระเงิน'], order: 'state_first' },
];

/** What may stand between the two words of a language that names the state first. */
const links = ['', 'del', 'de la', 'de', 'do', 'da', "de l'", "dell'", 'di', 'd'];

/** Words that mean a state and nothing else. */
const bare = [
  'status',
  '状态',
  '狀態',
  'ステータス',
  '상태',
  '주문상태',
  'статус',
  'statut',
  'trạng thái',
  'สถานะ',
  'الحالة',
  'סטטוס',
  '当前状态',
];

/** Words that are also states of a country, or conditions: columns of these names hold states of orders only if their values say so. */
const vague = [
  'state',
  'estado',
  'situación',
  'situação',
  'situacao',
  'situacion',
  'état',
  'etat',
  'stato',
  'stan',
  'stav',
  'состояние',
  'durum',
  'állapot',
  'stare',
  'tila',
  'حالة',
  'מצב',
  'κατάσταση',
  '状況',
  '状態',
];

/** The names that certainly hold states of orders. */
export const stateColumns: readonly string[] = [
  ...new Set([...wordings.flatMap(namesOf), ...bare].flatMap(spellings)),
];

/** The names that may hold something else. */
export const vagueStateColumns: readonly string[] = [...new Set(vague.flatMap(spellings))].filter(
  (name) => !stateColumns.includes(name),
);

function namesOf({ states, of, order }: Wording): string[] {
  return states.flatMap((state) =>
    of.flatMap((thing) =>
      order === 'state_last' ? [`${thing}${state}`] : links.map((link) => `${state}${link}${thing}`),
    ),
  );
}

/** A name as it is compared, with and without its accents. */
function spellings(name: string): string[] {
  const own = plainColumn(name);
  return [
    own,
    own
      .normalize('NFD')
      .replace(/(?<=[a-z])\p{M}/gu, '')
      .normalize('NFC'),
  ];
}

/** A name of a column in the form used for comparison. */
export function plainColumn(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]/gu, '');
}

/** Words for "state", as they stand in longer names: of scripts without blanks at the end, of others as a word of its own or the end of a German one. */
const stateWords = [...new Set([...wordings.flatMap(({ states }) => states), ...bare, ...vague])];
const unspaced = /[\p{Script=Han}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]/u;
const endings = stateWords.filter((word) => unspaced.test(word)).map(plainColumn);
const wholeWords = new Set(stateWords.filter((word) => !unspaced.test(word)).flatMap(spellings));

/** Whether a name speaks of the state of anything, such as that of a delivery (`Versandstatus`, `発送状況`). */
export function speaksOfState(name: string): boolean {
  const plain = plainColumn(name);
  const words = name
    .normalize('NFKC')
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .split(/[^\p{L}\p{M}]+/u)
    .map(plainColumn);
  return (
    endings.some((word) => plain.endsWith(word)) ||
    words.some((word) => wholeWords.has(word) || word.endsWith('status'))
  );
}
