import { order, type Platform } from './platform.js';

/** The orders of a Squarespace shop: only the first row of an order has its total, the others are further lines. */
export const squarespace: Platform = {
  name: 'Squarespace, orders',
  seen: 'read by public programs that show orders',
  header: ['Order ID', 'Email', 'Financial Status', 'Created at', 'Total', 'Lineitem name'],
  conversions: {
    columns: {
      conversion_id: ['Order ID'],
      ts: ['Created at'],
      user_id: ['Email'],
      value: ['Total'],
      currency: ['Currency'],
      code: ['Discount Code'],
      status: ['Financial Status'],
      goal: order,
    },
    keys: ['filled: [Financial Status]   # only the first row of an order has one, and the total'],
    asks: [
      'Amount Refunded is money refunded, without a time of its own; an order that was refunded in part landed, too',
    ],
  },
};
