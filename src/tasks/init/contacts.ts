import { languages } from './languages/index.js';
import { plainName } from './plain_name.js';

/** Names of columns with addresses of people, most likely first. */
export const emailNames: readonly string[] = [
  'email',
  'emailaddress',
  'mail',
  'customeremail',
  'buyeremail',
  'billingemail',
  'payeremail',
  '邮箱',
  '电子邮箱',
  '邮箱地址',
  '用户邮箱',
  ...languages.flatMap(({ email }) => email),
];

/** Names of columns with telephone numbers of people. */
export const phoneNames: readonly string[] = [
  'phone',
  'phonenumber',
  'phoneno',
  'mobile',
  'mobilenumber',
  'mobileno',
  'mobilephone',
  'cellphone',
  'telephone',
  'tel',
  'whatsapp',
  'whatsappnumber',
  'contact',
  'contactno',
  'contactnumber',
  'customerphone',
  'buyerphone',
  'billingphone',
  '手机号',
  '手机',
  '手机号码',
  '会员手机号',
  '用户手机号',
  '买家手机号',
  '买家手机',
  '下单人手机号',
  '电话',
  '电话号码',
  '联系电话',
  '联系手机',
  '收货人手机号',
  '收货人手机',
  '收货人电话',
  '收件人手机号',
  '收件人手机',
  '收件人电话',
  ...languages.flatMap(({ phone }) => phone),
];

const emails = new Set(emailNames.map(plainName));
const phones = new Set(phoneNames.map(plainName));

/** What the ids in a column of this name are: addresses, telephone numbers, or ids of some system. */
export function idsIn(column: string): 'email' | 'phone' | 'other' {
  const name = plainName(column);
  if (emails.has(name)) return 'email';
  return phones.has(name) ? 'phone' : 'other';
}
