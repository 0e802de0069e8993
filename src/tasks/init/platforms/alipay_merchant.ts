import { beijingTime, order, type Platform, unwrapped } from './platform.js';

const layout = [beijingTime, unwrapped, 'until: "#"   # the sums of the day stand below'];

/** The statement of a merchant: one row for a payment, and one below nothing for each refund. */
export const alipayMerchant: Platform = {
  name: 'Alipay, statement of a merchant',
  seen: 'documented by the platform (bill.downloadurl.query, 业务明细)',
  header: ['支付宝交易号', '商户订单号', '业务类型', '完成时间', '订单金额（元）', '商家实收（元）'],
  conversions: {
    columns: {
      conversion_id: ['商户订单号'],
      ts: ['完成时间'],
      user_id: ['对方账户'],
      value: ['订单金额（元）'],
      goal: order,
    },
    keys: [...layout, 'where: { 业务类型: 交易 }   # the other rows are refunds: see reversals'],
    asks: [
      'user_id is masked: two people may share one',
      'conversion_id may be 支付宝交易号 instead, if other tables use that',
      'value may be 商家实收（元）, what the shop got',
    ],
  },
  reversals: {
    columns: { conversion_id: ['商户订单号'], ts: ['完成时间'], value: ['订单金额（元）'] },
    transforms: { value: 'unsigned' },
    keys: [...layout, 'where: { 业务类型: 退款 }'],
    asks: [],
  },
};
