/** Only what lands counts: a state that looks like "not paid" never lands unasked, and what is left out is counted. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Config } from '../../../src/config/config.js';
import { mayHoldOtherStates, withState } from '../../../src/sources/state_column.js';
import { meaningOf } from '../../../src/sources/states.js';
import { commandIn, type Files, removeProjects, runIn, writeProject } from '../../black_box.js';

afterAll(removeProjects);

const words = {
  landed: `paid|Completed|SUCCESS|TRADE_SUCCESS|payment received|Fulfilled|shipped|delivered|Done|settled|bezahlt|payée|Pagado|оплачен
    |交易成功|已支付|已付款|已完成|已发货|待发货|买家已付款|支付成功|已存入零钱|交易完成|無退款,已付款|卖家已发货，等待买家确认|等待确认收货|待买家确认收货|已付款待确认收货|支払い済み|발송완료|결제완료
    |Tamamlandı|Zaplaceno|Betald|Pago|Payée|Lunas|ชำระแล้ว|تم التوصيل|تم التنفيذ|مدفوع|הושלם|שולם|נשלח|Teljesítve|Livrată|Plătită|Maksettu|Ολοκληρωμένη`,
  not_landed: `unpaid|not paid|Not_Paid|NotPaid|non payé|nicht bezahlt|no pagado|cancelled|Canceled|refunded|partially_refunded|voided|pending|on-hold
    |awaiting payment|WAIT_BUYER_PAY|TRADE_CLOSED|failed|declined|expired|chargeback|draft|test|Test order|to be paid|incomplete|returned|storniert
    |remboursé|cancelado|отменён|已关闭|交易关闭|已取消|待付款|未付款|未支付|等待买家付款|等待确认|待商家确认|未发货，等待确认|等待付款确认|退款成功|已退款|已全额退款|部分退款|支付失败|作废|测试|キャンセル|未払い|취소|환불
    |İptal edildi|Zrušeno|Vráceno|Makulerad|Återbetald|Estornado|Belum Bayar|Chưa thanh toán|Chờ thanh toán|ยกเลิก|รอชำระเงิน
    |ملغي|بانتظار الدفع|مسترجع|غير مدفوع|تم الإلغاء|בוטל|ממתין לתשלום|זוכה|לא שולם|입금전|결제 전|未入金|入金待ち|Törölve|Fizetésre vár|Anulată|În așteptare|Neplătită|Peruutettu|Maksamatta|Ακυρώθηκε|Σε εκκρεμότητα|Anulado`,
  unknown: 'processing|open|new|3|true|CA|unfulfilled|A7|',
};

describe('the column of states is known by its name', () => {
  const config = { inputs: { conversions: {} } } as Config;
  const names =
    'Status|Order_Status|Financial Status|orderState|订单状态|訂單狀態|注文ステータス|ステータス|주문상태|Bestellstatus|Zahlungsstatus|Estado del pedido|Estado de pago|Status do pedido|Situação do pedido|Statut de la commande|Statut|Stato ordine|Betaalstatus|Status zamówienia|Stav objednávky|Статус|Статус заказа|Sipariş Durumu|Trạng thái đơn hàng|Status Pesanan|สถานะ|Betalningsstatus|STATUS DO PAGAMENTO|Situacao do Pedido|حالة الطلب|סטטוס|סטטוס הזמנה|Κατάσταση παραγγελίας|Rendelés állapota|Starea comenzii|Tilauksen tila';
  it.each(names.split('|').slice(1))('%s', (name) => {
    const found = withState('conversions', config, { value: 'Total' }, ['Total', 'Fulfillment Status', name]);
    expect(found).toEqual({ value: 'Total', status: name });
  });

  it('a word that may mean the states of a country is taken last', () => {
    const of = (...names: string[]) => withState('conversions', config, {}, names).status;
    expect(of('state', 'Payment Status')).toBe('Payment Status');
    expect(of('Estado')).toBe('Estado');
    expect(of('Country', 'Statute', 'Interstate')).toBeUndefined();
  });

  it('so is one of a delivery or of anything else: a shop may say there what was cancelled', () => {
    const of = (...names: string[]) => withState('conversions', config, {}, names).status;
    expect(of('発送状況')).toBe('発送状況');
    expect(of('Versandstatus', 'Bestellstatus')).toBe('Bestellstatus');
    expect(of('Shipping Status', 'Country')).toBe('Shipping Status');
    expect(mayHoldOtherStates('Shipping Status')).toBe(true);
    expect(mayHoldOtherStates('Order Status')).toBe(false);
  });
});

describe('what a state means', () => {
  it.each(
    Object.entries(words).flatMap(([meaning, list]) => list.split('|').map((word) => [word.trim(), meaning])),
  )('"%s" is %s', (word, meaning) => {
    expect(meaningOf(word ?? '')).toBe(meaning);
  });
});

const head = 'order_id,ts,user_id,goal,value,status';
const base: Files = {
  'activities.csv': 'ts,group_id,kind,member_id\n2026-03-01 09:00:00,g1,link_click,m1\n',
  'ids.csv': 'member_id,user_id\nm1,u1\n',
  'orders.csv': `${head}\n1,2026-03-02 10:00:00,u1,order,100.00,paid\n2,2026-03-02 11:00:00,u1,order,50.00,cancelled\n3,2026-03-02 12:00:00,u1,order,30.00,odd\n4,2026-03-02 12:00:00,u1,order,7.00,Paid \n`,
};

/** A project with these keys of conversions, and this match of its goal. */
function project(keys: string, match = 'goal: order', more: Files = {}): Files {
  return {
    ...base,
    'grouplift.yaml': `timezone: UTC
currency: CNY
inputs:
  activities: activities.csv
  conversions: { files: orders.csv, columns: { conversion_id: order_id }${keys === '' ? '' : `, ${keys}`} }
  identities: ids.csv
goals:
  - { name: order, match: { ${match} }, window_days: 30, value: true }
attribution: { models: [last_touch] }
`,
    ...more,
  };
}

async function landed(files: Files) {
  const outcome = await runIn(writeProject(files));
  if (outcome.code !== 0) return { code: outcome.code, said: outcome.stderr };
  const [row] = await outcome.rows('SELECT source_total, value_source_total FROM {reconciliation}');
  return { said: outcome.stderr, total: [Number(row?.source_total), Number(row?.value_source_total)] };
}

describe('states of conversions', () => {
  it('that look like not paid are refused, with all states and their money', async () => {
    const folder = writeProject(project(''));
    const [checked, ran] = [await commandIn(folder, ['check']), await runIn(folder)];
    expect([checked.code, ran.code, ran.published]).toEqual([3, 3, false]);
    for (const said of [checked.stdout, ran.stderr]) {
      expect(said).toContain('look like not paid, cancelled, refunded or a test: cancelled (1, 50.00 CNY).');
      for (const state of ['paid (1, 100.00 CNY)', 'odd (1, 30.00 CNY)', 'cancelled (1, 50.00 CNY)'])
        expect(said).toContain(state);
    }
  });

  it('are found under an unmapped name', async () => {
    const orders = String(base['orders.csv']).replace('status', 'Financial Status');
    const refused = await landed(project('', 'goal: order', { 'orders.csv': orders }));
    expect(refused).toMatchObject({ code: 3, said: expect.stringContaining('cancelled (1, 50.00 CNY)') });
  });

  it('in a column whose name may mean states of a country are asked about only if its values are those of orders', async () => {
    const named = String(base['orders.csv']).replace('status', 'state');
    const orders = await landed(project('', 'goal: order', { 'orders.csv': named }));
    expect(orders).toMatchObject({ code: 3, said: expect.stringContaining('cancelled (1, 50.00 CNY)') });
    const countries = named.replace(/,(paid|cancelled|odd|Paid )\n/g, ',Nevada\n');
    const all = await landed(project('', 'goal: order', { 'orders.csv': countries }));
    expect(all.total).toEqual([4, 187]);
    expect(all.said).not.toContain('Nevada');
  });

  it('marked by a column of yes and no are pointed out', async () => {
    for (const name of ['paid', 'is_paid', '是否支付']) {
      const flags = String(base['orders.csv']).replace('status', name);
      const { said } = await landed(project('', 'goal: order', { 'orders.csv': flags }));
      expect(said).toContain(`the column "${name}" is not read: rows marked there as not paid land too.`);
    }
  });

  it('that land are named; the others are left out with their money, whatever their case', async () => {
    const { said, total } = await landed(project('landed_states: [paid]'));
    expect(total).toEqual([2, 107]);
    expect(said).toMatch(
      /note: .*2 of 4 rows \(50 %\) are in states other than landed_states and are left out: cancelled \(1, 50\.00 CNY\), odd \(1, 30\.00 CNY\)\./,
    );
  });

  it('may be named by where and by match, and odd ones among them are reported', async () => {
    expect((await landed(project('where: { status: [paid] }'))).total).toEqual([1, 100]);
    const asked = await landed(project('', 'goal: order, status: [paid, cancelled]'));
    expect(asked.total).toEqual([2, 150]);
    expect(asked.said).toMatch(/warning: .* land, as configured: cancelled \(1, 50\.00 CNY\)\./);
  });

  it('that nothing is known of are a warning; a name that never occurs is one too', async () => {
    const orders = `${head}\n1,2026-03-02 10:00:00,u1,order,100.00,odd\n`;
    const odd = await landed(project('', 'goal: order', { 'orders.csv': orders }));
    expect(odd.total).toEqual([1, 100]);
    expect(odd.said).toMatch(/warning: .*not known what these mean: odd \(1, 100\.00 CNY\)/);
    expect((await landed(project('landed_states: [paid, done]'))).said).toMatch(
      /landed_states: done never occur/,
    );
  });

  it('of the version that counts decide', async () => {
    const at = (status: string, day: number) =>
      `1,2026-03-02 10:00:00,u1,order,100.00,${status},2026-03-0${day} 00:00:00`;
    const own = '2,2026-03-02 10:00:00,u1,order,1.00,paid,2026-03-05 00:00:00';
    const orders = (...rows: string[]) => ({
      'orders.csv': `${[`${head},ingested_at`, own, ...rows].join('\n')}\n`,
    });
    const keys = 'landed_states: [paid]';
    expect(
      (await landed(project(keys, 'goal: order', orders(at('paid', 3), at('refunded', 4))))).total,
    ).toEqual([1, 1]);
    expect(
      (await landed(project(keys, 'goal: order', orders(at('unpaid', 3), at('paid', 4))))).total,
    ).toEqual([2, 101]);
  });

  it('are checked line by line if the lines of an order are summed', async () => {
    const orders = `${head}\n1,2026-03-02 10:00:00,u1,order,60.00,paid\n1,2026-03-02 10:00:00,u1,order,40.00,refunded\n`;
    const { total } = await landed(
      project('landed_states: [paid], on_conflict: sum', 'goal: order', { 'orders.csv': orders }),
    );
    expect(total).toEqual([1, 60]);
  });

  it('are asked for in every source of the conversions', async () => {
    const app = {
      'app.csv': `${head}\n5,2026-03-02 10:00:00,u1,order,1.00,odd\n6,2026-03-02 10:00:00,u1,order,2.00,cancelled\n`,
    };
    const two = (first: string, second: string, more: Files = app) => {
      const files = project('', 'goal: order', more);
      const source = (file: string, keys: string) =>
        `\n    - { files: ${file}, columns: { conversion_id: order_id }${keys === '' ? '' : `, ${keys}`} }`;
      const yaml = String(files['grouplift.yaml']).replace(
        /conversions: .*/,
        `conversions:${source('orders.csv', first)}${source('app.csv', second)}`,
      );
      return landed({ ...files, 'grouplift.yaml': yaml });
    };
    const silent = await two('landed_states: [paid]', '');
    expect(silent.code).toBe(3);
    expect(silent.said).toContain(
      'or a test: cancelled (1, 2.00 CNY). States in the data: cancelled (1, 2.00 CNY), odd (1, 1.00 CNY).',
    );
    expect(silent.said).toContain('(app.csv)');
    expect(await two('where: { status: paid }', '')).toMatchObject({ code: 3 });
    // 100.00 and 7.00 of the one, 1.00 of the other
    const both = await two('landed_states: [paid]', 'landed_states: [odd, done]');
    expect(both.total).toEqual([3, 108]);
    expect(both.said).toContain(
      'landed_states (app.csv): done never occur; states in the data: cancelled, odd.',
    );
    const without = { 'app.csv': 'order_id,ts,user_id,goal,value\n5,2026-03-02 10:00:00,u1,order,1.00\n' };
    expect((await two('landed_states: [paid]', 'landed_states: [paid]', without)).said).toContain(
      'landed_states (app.csv): there is no column status.',
    );
    expect((await two('landed_states: [paid]', '', without)).total).toEqual([3, 108]);
  });

  it('are written by init, those that do not land commented out with their counts', async () => {
    const folder = writeProject(base);
    const { code, stdout } = await commandIn(folder, ['init', '.']);
    expect(code).toBe(0);
    expect(stdout).toContain('that do not: cancelled (1)');
    const yaml = readFileSync(join(folder, 'grouplift.yaml'), 'utf8');
    // The zone is asked for, not guessed: the user writes it where init says so.
    expect(yaml).toMatch(/^# timezone: /m);
    writeFileSync(join(folder, 'grouplift.yaml'), yaml.replace(/^# timezone: .*$/m, 'timezone: UTC'));
    expect(yaml).toMatch(/landed_states:.*\n(?: {6}.*\n)*? {6}# - cancelled {3}# 1 row\n/);
    expect(yaml).toMatch(/\n {6}- odd {3}# 1 row, the meaning of this state is not known\n/);
    const [row] = await (await runIn(folder)).rows(
      'SELECT DISTINCT source_total AS n, value_source_total AS v FROM {reconciliation}',
    );
    expect(row).toEqual({ n: 3, v: 137 });
  });
});
