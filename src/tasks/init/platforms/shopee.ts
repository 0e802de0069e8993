import { order, type Platform } from './platform.js';

/** The orders of a Shopee shop: a row is a line of an order, and the totals of the order are repeated. */
export const shopee: Platform = {
  name: 'Shopee, orders',
  seen: 'read by public programs that load shop exports',
  header: ['Order ID', 'Order Status', 'Username (Buyer)', 'Order Creation Date', 'Product Subtotal'],
  conversions: {
    columns: {
      conversion_id: ['Order ID'],
      ts: ['Order Creation Date'],
      user_id: ['Username (Buyer)'],
      value: ['Product Subtotal'],
      status: ['Order Status'],
      goal: order,
    },
    keys: ['on_conflict: sum   # a row is a line of an order'],
    asks: [
      'times are of the zone of the shop: set timezone: if it is another one',
      'Return / Refund Status says which orders came back: leave them out with where:, once you have seen its values',
    ],
  },
};
