import { order, type Platform } from './platform.js';

const cell = (name: string) => `trim("${name}", chr(9) || ' ')`;

/** The orders of a TikTok shop: a row is a line of an order, and the first one may explain the columns. */
export const tiktokShop: Platform = {
  name: 'TikTok Shop, orders',
  seen: 'read and written by public programs that load shop exports',
  header: ['Order ID', 'Order Status', 'SKU ID', 'SKU Subtotal After Discount', 'Created Time'],
  conversions: {
    made: { order_no: cell('Order ID'), created: cell('Created Time') },
    rows: `"Order ID" NOT LIKE 'Platform unique%'`,
    columns: {
      conversion_id: ['order_no'],
      ts: ['created'],
      user_id: ['Buyer Username', 'Buyer Nickname'],
      value: ['SKU Subtotal After Discount'],
      status: ['Order Status'],
      goal: order,
    },
    keys: ['on_conflict: sum   # a row is a line of an order'],
    asks: [
      'times are of the zone of the shop: set timezone: if it is another one',
      'Order Refund Amount is money refunded, without a time of its own',
    ],
  },
};
