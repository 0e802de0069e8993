import { beijingTime, order, type Platform } from './platform.js';

/** The orders of a Xiaohongshu shop: a row is a product of an order, and the buyer is not named. */
export const xiaohongshu: Platform = {
  name: 'Xiaohongshu, orders',
  seen: 'read by public programs that sum up orders',
  header: ['订单号', '订单状态', '售后状态', 'SKU名称', ['商家应收金额(元)（支付金额）', '商家应收金额(元)']],
  conversions: {
    columns: {
      conversion_id: ['订单号'],
      ts: ['订单创建时间', '支付时间'],
      user_id: ['用户编号'],
      value: ['商家应收金额(元)（支付金额）', '商家应收金额(元)'],
      status: ['订单状态'],
      goal: order,
    },
    keys: [beijingTime],
    asks: [
      'a row is a product of an order: on_conflict: sum if the amounts are those of the product, first if they repeat the order',
      '用户应付金额(元) is what the buyer pays, 商家应收金额(元) what the shop gets',
      '售后状态 says what was returned, without a time of its own: leave such orders out with where:',
    ],
  },
};
