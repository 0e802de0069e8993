/** With and without those who look like promo abusers, in English. */
export const promo = {
  title: 'With and without those who look like promo abusers',
  suspects: 'Suspects',
  grossWithout: 'Gross without',
  netWithout: 'Net without',
  valueWithout: 'Value net without',
  note: 'Suspects are people with a burst of orders, an order right after joining that came back, red envelopes and nothing else, or a quick leave after taking one. Each has its reason in the table promo_suspects. Nothing was taken out.',
};
