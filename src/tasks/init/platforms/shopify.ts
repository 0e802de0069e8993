import { order, type Platform } from './platform.js';

/** The orders of a Shopify shop: only the first row of an order has its sum, the others are its further lines. */
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
    keys: ['filled: [Financial Status]   # further lines of an order have none; its first row has the sum'],
    asks: ['Refunded Amount is money that went back, without a time of its own'],
  },
};
