import { order, type Platform } from './platform.js';

const seen = 'written by WooCommerce itself (Analytics)';

const refunds =
  'a refund is a row of its own with the number of its order and a negative amount: such rows are rejected and counted';

/** The order report of WooCommerce Analytics. */
export const woocommerce: Platform = {
  name: 'WooCommerce, order analytics',
  seen,
  header: ['Date', 'Order #', 'Status', 'Customer', 'Customer type', ['N. Revenue', 'Net Sales']],
  conversions: {
    columns: {
      conversion_id: ['Order #'],
      ts: ['Date'],
      user_id: ['Customer'],
      value: ['N. Revenue', 'Net Sales'],
      code: ['Coupon(s)'],
      status: ['Status'],
      goal: order,
    },
    keys: [],
    asks: ['user_id is a name; two people may share one', 'the value excludes tax and shipping', refunds],
  },
};

/** The same before it had the names of customers: its column Customer says new or returning. */
export const woocommerceOld: Platform = {
  name: 'WooCommerce, order analytics without names',
  seen,
  header: ['Date', 'Order #', 'Status', 'Customer', 'N. Revenue'],
  conversions: {
    columns: {
      conversion_id: ['Order #'],
      ts: ['Date'],
      user_id: [],
      value: ['N. Revenue'],
      code: ['Coupon(s)'],
      status: ['Status'],
      goal: order,
    },
    keys: [],
    asks: [
      'Customer says whether a customer is new or returning, not who it is',
      'the value excludes tax and shipping',
      refunds,
    ],
  },
};

/** Orders as written by export plugins, one row per order. */
export const woocommerceExport: Platform = {
  name: 'WooCommerce, exported orders',
  seen: 'written by public plugins that export orders',
  header: [['order_number', 'order_id'], ['order_date', 'date'], 'status', 'order_total'],
  conversions: {
    columns: {
      conversion_id: ['order_number', 'order_id'],
      ts: ['order_date', 'date'],
      user_id: ['customer_id', 'customer_user', 'customer_email', 'billing_email'],
      value: ['order_total'],
      currency: ['order_currency', 'currency'],
      code: ['coupons', 'coupon_code'],
      status: ['status'],
      goal: order,
    },
    keys: [],
    asks: ['a row may be a line of an order: then order_total repeats, and on_conflict: first takes it once'],
  },
};
