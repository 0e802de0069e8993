import { order, type Platform } from './platform.js';

/** The All Orders report for Amazon sellers: a row is a line of an order, and the buyer is not named. */
export const amazon: Platform = {
  name: 'Amazon, all orders',
  seen: 'documented by the platform (flat file of all orders)',
  header: ['amazon-order-id', 'purchase-date', 'order-status', 'item-price'],
  conversions: {
    columns: {
      conversion_id: ['amazon-order-id'],
      ts: ['purchase-date'],
      user_id: ['buyer-email'],
      value: ['item-price'],
      currency: ['currency'],
      status: ['order-status'],
      goal: order,
    },
    keys: ['on_conflict: sum   # a row is a line of an order'],
    asks: ['item-price excludes shipping'],
  },
};
