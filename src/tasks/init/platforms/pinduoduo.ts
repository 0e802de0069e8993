import { beijingTime, order, type Platform, unwrapped } from './platform.js';

/** The orders of a shop on Pinduoduo; the file does not say who bought. */
export const pinduoduo: Platform = {
  name: 'Pinduoduo, orders of a shop',
  seen: 'read by public programs that load shop exports',
  header: ['订单号', '订单状态', '用户实付金额(元)', '商家实收金额(元)'],
  conversions: {
    columns: {
      conversion_id: ['订单号'],
      ts: ['订单成交时间', '拼单成功时间', '支付时间', '订单创建时间'],
      user_id: ['买家ID', '用户ID'],
      value: ['用户实付金额(元)'],
      status: ['订单状态'],
      goal: order,
    },
    keys: [
      beijingTime,
      unwrapped,
      'where: { 售后状态: 无售后或售后取消 }   # orders with another after-sales state are left out',
    ],
    asks: ['value may be 商家实收金额(元), what the shop received'],
  },
};
