import { order, type Platform } from './platform.js';

/** The orders of a Wix shop: a row is an item, and repeats the total of its order. */
export const wix: Platform = {
  name: 'Wix, orders',
  seen: 'read by public programs that pass orders on',
  header: ['Order number', 'Date created', 'Time', 'Contact email', 'Payment status', 'Total', 'Net amount'],
  conversions: {
    made: { happened: `"Date created" || ' ' || "Time"` },
    columns: {
      conversion_id: ['Order number'],
      ts: ['happened'],
      user_id: ['Contact email'],
      value: ['Total'],
      currency: ['Currency'],
      code: ['Coupon code'],
      status: ['Payment status'],
      goal: order,
    },
    keys: ['on_conflict: first   # a row is an item of an order, and repeats its total'],
    asks: [
      'Refunded amount is money refunded, without a time of its own; an order that was refunded in part landed, too',
    ],
  },
};
