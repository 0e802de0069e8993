import { beijingTime, order, type Platform, unwrapped } from './platform.js';

/** The order report of a shop on Taobao or Tmall (ExportOrderList). */
export const taobao: Platform = {
  name: 'Taobao / Tmall, order report',
  seen: 'read by public programs that analyse tmall_order_report.csv and ExportOrderList files',
  header: ['订单编号', '买家实际支付金额', '订单创建时间'],
  conversions: {
    columns: {
      conversion_id: ['订单编号'],
      ts: ['订单创建时间'],
      user_id: ['买家会员名', '买家昵称'],
      value: ['买家实际支付金额'],
      status: ['订单状态'],
      goal: order,
    },
    keys: [beijingTime, unwrapped],
    asks: [
      'ts may be 订单付款时间; it is empty for orders that were not paid',
      '退款金额 is money refunded, without a time of its own',
    ],
  },
};
