import { beijingTime, order, type Platform, unwrapped } from './platform.js';

/** The orders of a shop on Douyin: a row is a line of an order. */
export const douyin: Platform = {
  name: 'Douyin shop, orders',
  seen: 'read by public programs that load shop exports',
  header: ['主订单编号', '选购商品', '订单提交时间', '订单状态'],
  conversions: {
    columns: {
      conversion_id: ['主订单编号'],
      ts: ['订单提交时间'],
      user_id: ['用户ID', '买家ID'],
      value: ['订单应付金额', '实付金额'],
      status: ['订单状态'],
      goal: order,
    },
    keys: [beijingTime, unwrapped, 'on_conflict: sum   # a row is a line of an order'],
    asks: [
      '售后状态 says which lines were returned: leave them out with where:, once you have seen its values',
    ],
  },
};
