import { order, type Platform } from './platform.js';

/** The grid of orders of Magento (Adobe Commerce), one row per order. */
export const magento: Platform = {
  name: 'Magento, orders',
  seen: 'written by Magento itself (export of the grid of orders)',
  header: ['ID', 'Purchase Date', 'Bill-to Name', 'Grand Total (Purchased)', 'Status', 'Customer Email'],
  conversions: {
    columns: {
      conversion_id: ['ID'],
      ts: ['Purchase Date'],
      user_id: ['Customer Email'],
      value: ['Grand Total (Purchased)'],
      status: ['Status'],
      goal: order,
    },
    keys: [],
    asks: [
      'the state closed means refunded in full; Total Refunded is money refunded, without a time of its own',
    ],
  },
};
