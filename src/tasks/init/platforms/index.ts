import { alipay, alipayOld } from './alipay.js';
import { alipayMerchant } from './alipay_merchant.js';
import { amazon } from './amazon.js';
import { bigcommerce, bigcommerceDays } from './bigcommerce.js';
import { douyin } from './douyin.js';
import { etsy } from './etsy.js';
import { gumroad } from './gumroad.js';
import { jd } from './jd.js';
import { lazada } from './lazada.js';
import { magento } from './magento.js';
import { paypal } from './paypal.js';
import { pinduoduo } from './pinduoduo.js';
import { isOf, type Platform } from './platform.js';
import { shopee } from './shopee.js';
import { shopify } from './shopify.js';
import { square } from './square.js';
import { squarespace } from './squarespace.js';
import { stripe } from './stripe.js';
import { taobao } from './taobao.js';
import { tiktokShop } from './tiktok_shop.js';
import { wechatPayMerchant } from './wechat_pay_merchant.js';
import { wechatPayPerson } from './wechat_pay_person.js';
import { weidian } from './weidian.js';
import { wix } from './wix.js';
import { woocommerce, woocommerceExport, woocommerceOld } from './woocommerce.js';
import { xiaohongshu } from './xiaohongshu.js';
import { youzan, youzanLines } from './youzan.js';

/** The order exports that can be recognised by their header; the first match counts. */
export const platforms: readonly Platform[] = [
  wechatPayMerchant,
  wechatPayPerson,
  alipayMerchant,
  alipayOld,
  alipay,
  taobao,
  jd,
  pinduoduo,
  douyin,
  youzan,
  youzanLines,
  weidian,
  shopify,
  woocommerce,
  woocommerceOld,
  woocommerceExport,
  stripe,
  amazon,
  etsy,
  shopee,
  lazada,
  tiktokShop,
  paypal,
  square,
  squarespace,
  wix,
  magento,
  bigcommerce,
  bigcommerceDays,
  gumroad,
  xiaohongshu,
];

/** The platform whose header this is. */
export function platformOf(columns: readonly string[]): Platform | undefined {
  return platforms.find((platform) => isOf(platform, columns));
}

/** Every name in the header of some platform. */
export const platformWords: readonly string[] = platforms.flatMap(({ header }) => header.flat());
