import { order, type Platform } from './platform.js';

/** The order report of WooCommerce Analytics. */
export const woocommerce: Platform = {
  name: 'WooCommerce, order analytics',
  seen: 'not verified: check the columns that init chose',
  header: ['Date', 'Order #', 'Status', 'Customer', 'N. Revenue'],
  conversions: {
    columns: {
      conversion_id: ['Order #'],
      ts: ['Date'],
      user_id: ['Customer'],
      value: ['N. Revenue'],
      code: ['Coupon(s)'],
      status: ['Status'],
      goal: order,
    },
    keys: [],
    asks: ['user_id is a name; two people may share one', 'N. Revenue excludes tax and shipping'],
  },
};

/** Orders as written by export plugins, one row per order. */
export const woocommerceExport: Platform = {
  name: 'WooCommerce, exported orders',
  seen: 'not verified: check the columns that init chose',
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
