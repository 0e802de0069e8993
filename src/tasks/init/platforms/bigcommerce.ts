import { order, type Platform, type PlatformTable } from './platform.js';

const columns: PlatformTable['columns'] = {
  conversion_id: ['Order ID'],
  user_id: ['Customer Email', 'Billing Email', 'Customer ID'],
  value: ['Order Total (inc tax)'],
  currency: ['Order Currency Code'],
  status: ['Order Status'],
  goal: order,
};

const common = {
  keys: [],
  asks: [
    'user_id may be Customer ID instead, which is 0 for guests',
    'Refund Amount is money refunded, without a time of its own; an order that was refunded in part landed, too',
  ],
};

/** The orders of a BigCommerce shop, one row per order, with day and time in two columns. */
export const bigcommerce: Platform = {
  name: 'BigCommerce, orders',
  seen: 'written and read by public programs (export of orders)',
  header: ['Order ID', 'Order Date', 'Order Time', 'Order Status', 'Order Total (inc tax)', 'Customer Email'],
  conversions: {
    made: { happened: `"Order Date" || ' ' || "Order Time"` },
    columns: { ...columns, ts: ['happened'] },
    ...common,
  },
};

/** The same where the template of the export has only the day. */
export const bigcommerceDays: Platform = {
  name: 'BigCommerce, orders by day',
  seen: bigcommerce.seen,
  header: ['Order ID', 'Order Date', 'Order Status', 'Order Total (inc tax)', 'Customer Email'],
  conversions: { columns: { ...columns, ts: ['Order Date'] }, ...common },
};
