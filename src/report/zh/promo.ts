import type { promo as english } from '../en/promo.js';

/** With and without those who look like promo abusers, in Chinese. */
export const promo: typeof english = {
  title: '剔除疑似薅羊毛者前后',
  suspects: '疑似人数',
  grossWithout: '剔除后含退款',
  netWithout: '剔除后净（退款后）',
  valueWithout: '剔除后净成交额',
  note: '疑似者：短时间内集中下单、入群后立即下单又退款、只领红包而无其他行为，或领取后很快退群的人。逐人原因见表 promo_suspects，未从任何数字中剔除。',
};
