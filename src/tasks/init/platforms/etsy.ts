import { order, type Platform } from './platform.js';

/** The sold orders of an Etsy shop: one row per order, with the day as month/day/two digits of the year. */
export const etsy: Platform = {
  name: 'Etsy, sold orders',
  seen: 'read and written by public programs that load shop exports',
  header: ['Sale Date', 'Order ID', 'Buyer User ID', 'Order Value', 'Order Total'],
  conversions: {
    made: {
      sold_on: `coalesce(strftime(try_strptime("Sale Date", '%m/%d/%y'), '%Y-%m-%d'), "Sale Date")`,
    },
    columns: {
      conversion_id: ['Order ID'],
      ts: ['sold_on'],
      user_id: ['Buyer User ID'],
      value: ['Order Total'],
      currency: ['Currency'],
      code: ['Coupon Code'],
      goal: order,
    },
    keys: [],
    asks: [
      'value may be Order Value, which excludes shipping and taxes',
      'an Adjusted Order Total says that money was given back, without saying when',
    ],
  },
};
