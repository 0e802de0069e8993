/** Exports in other languages: what their columns are taken for, by the headers that shops and lists really have. */
import { describe, expect, test } from 'vitest';
import { tableNames } from '../../../src/contract/tables.js';
import { guessProject } from '../../../src/tasks/init/guess.js';
import { kindByTime, likelyKind } from '../../../src/tasks/init/kinds.js';
import { languages } from '../../../src/tasks/init/languages/index.js';
import { placeOf } from '../../../src/tasks/init/place.js';
import { plainName } from '../../../src/tasks/init/plain_name.js';
import { withSharedIds } from '../../../src/tasks/init/shared_ids.js';

/** What the files of a folder are taken for: table -> canonical column -> source column. */
function tablesOf(...headers: readonly string[]) {
  const files = headers.map((header, at) => ({ name: `${at}.csv`, bytes: 1, columns: header.split('|') }));
  const { found, left } = withSharedIds(guessProject(files));
  return { found, left, tables: Object.fromEntries(found.map(({ table, columns }) => [table, columns])) };
}

test('a Japanese shop: orders of BASE, clicks, friends of a LINE account, refunds', () => {
  const { tables, found, left } = tablesOf(
    '注文ID|注文日時|氏(請求先)|電話番号(請求先)|メールアドレス(請求先)|商品名|価格|数量|合計金額|支払い方法|発送状況|備考',
    'クリック日時|グループ名|LINE ID|URL',
    'LINE ID|表示名|メールアドレス',
    '返金日|注文ID|返金額|理由',
  );
  expect(tables).toEqual({
    conversions: {
      conversion_id: '注文ID',
      ts: '注文日時',
      user_id: 'メールアドレス(請求先)',
      value: '合計金額',
      status: '発送状況',
    },
    activities: { ts: 'クリック日時', group_id: 'グループ名', member_id: 'LINE ID' },
    identities: { member_id: 'LINE ID', user_id: 'メールアドレス' },
    reversals: { conversion_id: '注文ID', ts: '返金日', value: '返金額', reason: '理由' },
  });
  expect(found.find(({ table }) => table === 'activities')?.constants).toEqual({ kind: 'link_click' });
  expect(left).toEqual([]);
  expect(placeOf(found)).toEqual({ timezone: 'Asia/Tokyo', currency: 'JPY', language: 'en' });
});

test('a Korean shop: orders of Cafe24 and of Smartstore, each with its own buyer', () => {
  const { found } = tablesOf(
    '주문번호|주문일시|주문자명|주문자 휴대전화|주문자ID|상품명|수량|총 결제금액|주문상태',
    '상품주문번호|주문번호|주문상태|결제일|구매자명|구매자ID|구매자연락처|수량|최종 상품별 총 주문금액',
    '클릭일시|오픈채팅방|카톡닉네임|유형',
    '카톡닉네임|회원ID|휴대폰',
  );
  const orders = found.filter(({ table }) => table === 'conversions').map(({ columns }) => columns);
  expect(orders).toContainEqual({
    conversion_id: '주문번호',
    ts: '주문일시',
    user_id: '주문자ID',
    value: '총 결제금액',
    status: '주문상태',
  });
  expect(orders).toContainEqual({
    conversion_id: '주문번호',
    ts: '결제일',
    user_id: '구매자ID',
    value: '최종 상품별 총 주문금액',
    status: '주문상태',
  });
  expect(found.find(({ table }) => table === 'identities')?.columns).toEqual({
    member_id: '카톡닉네임',
    user_id: '회원ID',
  });
  expect(placeOf(found)?.timezone).toBe('Asia/Seoul');
});

test('a Brazilian shop: orders of Nuvemshop by address, members by telephone', () => {
  const { tables, found } = tablesOf(
    'Número do Pedido|E-mail|Data|Status do Pedido|Status do Pagamento|Moeda|Subtotal|Valor do Frete|Total|CPF / CNPJ|Telefone|Cupom de Desconto',
    'Data e hora|Grupo|Telefone|Ação',
    'Telefone|E-mail|Nome',
  );
  expect(tables.conversions).toEqual({
    conversion_id: 'Número do Pedido',
    ts: 'Data',
    user_id: 'E-mail',
    value: 'Total',
    currency: 'Moeda',
    code: 'Cupom de Desconto',
    status: 'Status do Pedido',
  });
  expect(tables.identities).toEqual({ member_id: 'Telefone', user_id: 'E-mail' });
  expect(tables.activities).toMatchObject({ kind: 'Ação', member_id: 'Telefone' });
  const asked = found.find(({ table }) => table === 'conversions')?.comments?.join('\n');
  expect(asked).toContain('Status do Pagamento holds states, too');
  expect(placeOf(found)).toBeNull();
});

test('a German shop: the list of members is stays and identities at once', () => {
  const { tables } = tablesOf(
    'Bestellnummer|Bestelldatum|Bestellstatus|E-Mail-Adresse|Gesamtbetrag|Währung|Gutscheincode',
    'Telegram-ID|E-Mail|Gruppe|Beigetreten am',
    'Zeitpunkt|Gruppe|Telegram-ID|Aktion',
    'Erstattungsdatum|Bestellnummer|Erstattungsbetrag|Grund',
    'Gutscheincode|Gruppe|Gültig ab',
  );
  expect(tables.identities).toEqual({ member_id: 'Telegram-ID', user_id: 'E-Mail' });
  expect(tables.memberships).toEqual({
    group_id: 'Gruppe',
    member_id: 'Telegram-ID',
    joined_at: 'Beigetreten am',
  });
  expect(tables.reversals).toMatchObject({ ts: 'Erstattungsdatum', value: 'Erstattungsbetrag' });
  expect(tables.codes).toEqual({ code: 'Gutscheincode', group_id: 'Gruppe', valid_from: 'Gültig ab' });
});

test.each([
  ['Spanish', 'Número de pedido|Fecha del pedido|Estado del pedido|Correo electrónico|Importe total'],
  ['French', 'Numéro de commande|Date de commande|Statut de la commande|Adresse e-mail|Montant total'],
  ['Italian', 'Numero ordine|Data ordine|Stato ordine|E-mail cliente|Totale ordine'],
  ['Russian', 'Номер заказа|Дата заказа|Статус заказа|Телефон|Сумма заказа'],
  ['Arabic', 'رقم الطلب|تاريخ الطلب|حالة الطلب|رقم الجوال|إجمالي الطلب'],
  ['Hebrew', 'מספר הזמנה|תאריך הזמנה|סטטוס|טלפון|סה"כ'],
  ['traditional Chinese', '訂單編號|訂單日期|訂單狀態|會員編號|訂單金額'],
])('orders in %s', (_, header) => {
  const [conversion_id, ts, status, user_id, value] = header.split('|');
  expect(tablesOf(header).tables.conversions).toEqual({ conversion_id, ts, status, user_id, value });
});

test('orders and members that both have telephone numbers need no other table', () => {
  const { tables } = tablesOf('id|email|contact|amount|created_at', 'Click time|Group|Phone');
  expect(tables.conversions?.user_id).toBe('contact');
  expect(tables.identities).toBeUndefined();
});

test('accents, marks and a currency at the end do not matter, units below the currency do', () => {
  expect(plainName('Número do Pedido')).toBe(plainName('numero_do_pedido'));
  expect(plainName('סה"כ')).toBe('סהכ');
  expect(plainName('合計金額（円）')).toBe('合計金額');
  expect(plainName('Total (R$)')).toBe('total');
  expect(plainName('金额(分)')).not.toBe('金额');
  expect(plainName('が')).not.toBe(plainName('か'));
});

test('a time that names a click says what every row is', () => {
  expect(kindByTime('Klickzeit')).toBe('link_click');
  expect(kindByTime('点击时间')).toBe('link_click');
  expect(kindByTime('Zeitpunkt')).toBeUndefined();
  expect([likelyKind('Clique'), likelyKind('클릭'), likelyKind('odd')]).toEqual([
    'link_click',
    'link_click',
    'odd',
  ]);
});

describe.each(languages.map((words, at) => [at, words] as const))('language %i', (_, words) => {
  test('names the same column twice in no table, and no person in a column of something else', () => {
    const people = new Set([...words.email, ...words.phone].map(plainName));
    for (const table of tableNames) {
      const own = words.of[table] ?? {};
      for (const [column, names] of Object.entries(own)) {
        expect(new Set(names.map(plainName)).size, `${table}.${column}`).toBe(names.length);
        expect(names.filter((name) => people.has(plainName(name)))).toEqual([]);
      }
    }
    const taken = Object.values(words.columns).flat().map(plainName);
    expect(taken.filter((name) => people.has(name))).toEqual([]);
  });
});
