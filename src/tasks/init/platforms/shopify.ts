import { order, type Platform } from './platform.js';

/** The orders of a Shopify shop: only the first row of an order has its total, the others are further lines. */
export const shopify: Platform = {
  name: 'Shopify, orders',
  seen: 'documented by the platform (exporting orders)',
  header: ['Name', 'Financial Status', 'Total', 'Created at', 'Lineitem name'],
  conversions: {
    columns: {
      conversion_id: ['Name'],
      ts: ['Created at'],
      user_id: ['Email', 'Phone'],
      value: ['Total'],
      currency: ['Currency'],
      code: ['Discount Code'],
      status: ['Financial Status'],
      goal: order,
    },
    keys: ['filled: [Financial Status]   # only the first row of an order has one, and the total'],
    asks: [
      'Refunded Amount is money refunded, without a time of its own; an order that was refunded in part landed, too',
    ],
  },
};
