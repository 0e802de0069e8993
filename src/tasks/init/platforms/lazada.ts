import { order, type Platform } from './platform.js';

/** The orders of a Lazada shop: a row is one item. */
export const lazada: Platform = {
  name: 'Lazada, orders',
  seen: 'read by public programs that load shop exports',
  header: ['orderItemId', 'orderNumber', 'createTime', 'paidPrice', 'status'],
  conversions: {
    columns: {
      conversion_id: ['orderNumber'],
      ts: ['createTime'],
      user_id: ['customerEmail', 'customerName'],
      value: ['paidPrice'],
      status: ['status'],
      goal: order,
    },
    keys: ['on_conflict: sum   # a row is an item of an order'],
    asks: ['times are of the zone of the shop: set timezone: if it is another one'],
  },
};
