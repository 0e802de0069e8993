/** Look-alikes of the order exports of platforms: what init writes reads them, and reads the right orders. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { importers } from '../../../src/importers/index.js';
import { writeProject } from '../../../src/project/folder.js';
import { tellsReturns } from '../../../src/sources/telling_columns.js';
import { returnColumnFindings } from '../../../src/tasks/check/return_columns.js';
import { guessFor, guessTable } from '../../../src/tasks/init/guess.js';
import { initProject } from '../../../src/tasks/init/index.js';
import { whyLeft } from '../../../src/tasks/init/nearest.js';
import { platforms } from '../../../src/tasks/init/platforms/index.js';
import { inChunks } from '../../importers/in_chunks.js';
import { silent } from '../../silent.js';
import { withSources } from '../../sources/loaded.js';

interface Export {
  /** name of the layout in the registry */
  readonly platform: string;
  readonly text: string;
  /** id, user, minor units of those that land */
  readonly orders: readonly (readonly [string, string | null, number])[];
  /** id, minor units of those that came back */
  readonly reversals?: readonly (readonly [string, number])[];
}

const lines = (...rows: string[]) => `${rows.join('\n')}\n`;

const exports: readonly Export[] = [
  {
    platform: 'WeChat Pay, personal bill',
    text: lines(
      '微信支付账单明细,,,,,,,,',
      '起始时间：[2026-11-01 00:00:00],,,,,,,,',
      ',,,,,,,,',
      '----------------------微信支付账单明细列表--------------------,,,,,,,,',
      '交易时间,交易类型,交易对方,商品,收/支,金额(元),支付方式,当前状态,交易单号,商户单号,备注',
      '2026-11-05 10:00:00,二维码收款,甲,"茶",收入,¥100.00,/,已存入零钱,"10001\t","2\t","/"',
      '2026-11-05 11:00:00,商户消费,丙,"饭",支出,¥30.00,零钱,支付成功,"10002\t","3\t","/"',
      '2026-11-05 12:00:00,二维码收款,乙,"鞋",收入,¥50.00,/,已全额退款,"10003\t","4\t","/"',
    ),
    orders: [['10001', '甲', 10000]],
  },
  {
    platform: 'WeChat Pay, merchant statement',
    text: lines(
      '交易时间,公众账号ID,微信订单号,商户订单号,用户标识,交易状态,货币种类,应结订单金额,退款金额,退款状态,订单金额,申请退款金额',
      '`2026-11-05 10:00:00,`wx,`4201,`S1,`oA,`SUCCESS,`CNY,`90.00,`0.00,`,`100.00,`0.00',
      '`2026-11-06 10:00:00,`wx,`4201,`S1,`oA,`REFUND,`CNY,`0.00,`40.00,`SUCCESS,`0.00,`40.00',
      '总交易单数,应结订单总金额,退款总金额',
      '`2,`90.00,`40.00',
    ),
    orders: [['S1', 'oA', 10000]],
    reversals: [['S1', 4000]],
  },
  {
    platform: 'Alipay, bill',
    text: lines(
      '----------------',
      '支付宝账户：x@example.com',
      '交易时间            ,交易分类  ,交易对方  ,对方账号 ,商品说明 ,收/支 ,金额  ,收/付款方式 ,交易状态  ,交易订单号   ,商家订单号 ,备注 ,',
      '2026-11-05 10:00:00 ,商业服务  ,甲   ,a***  ,茶 ,收入  ,100.00  ,余额 ,交易成功 ,2026001\t ,SO1\t , ,',
      '2026-11-05 11:00:00 ,商业服务  ,乙   ,b***  ,茶 ,支出  ,5.00  ,余额 ,交易成功 ,2026002\t ,SO2\t , ,',
      '2026-11-05 12:00:00 ,商业服务  ,丙   ,c***  ,鞋 ,收入  ,50.00  ,余额 ,交易关闭 ,2026003\t ,SO3\t , ,',
      '------------------------------------',
      '共3笔记录',
    ),
    orders: [['2026001', '甲', 10000]],
  },
  {
    platform: 'Alipay, bill in the older layout',
    text: lines(
      '支付宝交易记录明细查询',
      '---------------------------------交易记录明细列表------------------------------------',
      '交易号 ,商家订单号 ,交易创建时间 ,付款时间 ,最近修改时间 ,交易来源地 ,类型 ,交易对方 ,商品名称 ,金额（元） ,收/支 ,交易状态 ,服务费（元） ,成功退款（元） ,备注 ,资金状态 ,',
      '2026001\t ,SO1\t ,2026-11-05 10:00:00 , , , ,即时到账交易 ,甲 ,茶 ,100.00 ,收入 ,交易成功 ,0.00 ,0.00 , ,已收入 ,',
      '2026002\t ,SO2\t ,2026-11-05 11:00:00 , , , ,即时到账交易 ,乙 ,茶 ,70.00 ,收入 ,等待买家付款 ,0.00 ,0.00 , , ,',
      '------------------------------------------------------------------------',
      '共2笔记录',
    ),
    orders: [['2026001', '甲', 10000]],
  },
  {
    platform: 'Alipay, statement of a merchant',
    text: lines(
      '#支付宝业务明细查询',
      '#账号：[20880000000000000156]',
      '#起始日期：[2026年11月05日 00:00:00]   终止日期：[2026年11月06日 00:00:00]',
      '#-----------------------------------------业务明细列表----------------------------------------',
      '支付宝交易号,商户订单号,业务类型,商品名称,创建时间,完成时间,对方账户,订单金额（元）,商家实收（元）,退款批次号/请求号,服务费（元）,备注',
      '2026110522001\t,SO1\t,交易,茶,2026-11-05 10:00:00,2026-11-05 10:00:30,*甲(a***@x.example),100.00,99.00,,-0.60,',
      '2026110522002\t,SO2\t,交易,茶,2026-11-05 11:00:00,2026-11-05 11:00:30,*乙(b***@x.example),50.00,50.00,,-0.30,',
      '2026110522001\t,SO1\t,退款,茶,2026-11-05 10:00:00,2026-11-05 15:00:30,*甲(a***@x.example),-40.00,-40.00,R1\t,0.24,',
      '#-----------------------------------------业务明细列表结束------------------------------------',
      '#业务明细合计：3笔，商家实收共109.00元，商家优惠共0.00元',
    ),
    orders: [
      ['SO1', '*甲(a***@x.example)', 10000],
      ['SO2', '*乙(b***@x.example)', 5000],
    ],
    reversals: [['SO1', 4000]],
  },
  {
    platform: 'Taobao / Tmall, order report',
    text: lines(
      '订单编号,买家会员名,买家应付货款,买家实际支付金额,订单状态,订单创建时间,订单付款时间,退款金额',
      '"=""1001""",甲,100.00,100.00,交易成功,2026-11-05 10:00:00,2026-11-05 10:01:00,0.00',
      '"=""1002""",乙,50.00,0.00,交易关闭,2026-11-05 11:00:00,,0.00',
    ),
    orders: [['1001', '甲', 10000]],
  },
  {
    platform: 'JD, orders of a shop',
    text: lines(
      '订单号,商品ID,商品名称,订购数量,下单时间,京东价,订单金额,应付金额,订单状态,下单帐号',
      '1001,9,茶,1,2026-11-05 10:00:00,100.00,100.00,95.00,完成,jd_a',
      '1002,9,茶,1,2026-11-05 11:00:00,100.00,100.00,100.00,已取消,jd_b',
      '1003,9,茶,1,2026-11-05 12:00:00,100.00,160.00,160.00,等待确认收货,jd_c',
      '1003,8,杯,1,2026-11-05 12:00:00,60.00,160.00,160.00,等待确认收货,jd_c',
    ),
    // the second line repeats the amount of the order, and only the first one counts when the order is made of them
    orders: [
      ['1001', 'jd_a', 9500],
      ['1003', 'jd_c', 16000],
      ['1003', 'jd_c', 16000],
    ],
  },
  {
    platform: 'Pinduoduo, orders of a shop',
    text: lines(
      '商品,订单号,订单状态,商品总价(元),用户实付金额(元),商家实收金额(元),商品数量(件),订单成交时间,售后状态',
      '茶,261105-1\t,已收货,20,17.8,17.8,1,2026-11-05 10:00:00\t,无售后或售后取消',
      '茶,261105-2\t,已收货,20,17.8,17.8,1,2026-11-05 11:00:00\t,退款成功',
    ),
    orders: [['261105-1', null, 1780]],
  },
  {
    platform: 'Douyin shop, orders',
    text: lines(
      '主订单编号,子订单编号,选购商品,商品数量,订单应付金额,订单提交时间,订单状态',
      '"690001\t","690002\t",茶,1,"1,060.00",2026-11-05 10:00:00,已完成',
      '"690001\t","690003\t",杯,1,40.00,2026-11-05 10:00:00,已完成',
      '"690004\t","690005\t",鞋,1,50.00,2026-11-05 11:00:00,已关闭',
    ),
    // two lines of one order stay two rows here, and are added up when the order is made of them
    orders: [
      ['690001', null, 4000],
      ['690001', null, 106000],
    ],
  },
  {
    platform: 'Youzan, orders',
    text: lines(
      '订单号,订单状态,买家付款时间,全部商品名称,商品种类数,订单实付金额,收货人/提货人,收货人手机号/提货人手机号,买家昵称,买家手机号',
      'E2026052522054306530\t,已发货,2026-11-05 10:00:00,茶(1件);杯(1件),2,99.00,甲,13800000001,茶客,13800000001',
      'E2026052522054306531\t,交易关闭,,茶(1件),1,59.00,乙,13800000002,茶友,13800000002',
      'E2026052522054306532\t,交易关闭,2026-11-05 11:00:00,茶(1件),1,59.00,乙,13800000002,茶友,13800000002',
    ),
    orders: [['E2026052522054306530', '13800000001', 9900]],
  },
  {
    platform: 'Youzan, products of orders',
    text: lines(
      '订单号,订单状态,买家付款时间,买家手机号,商品名称,商品规格,商品单价,商品数量,商品实际成交金额,订单实付金额,商品退款状态,商品已退款金额',
      'E1,交易完成,2026-11-05 10:00:00,13800000001,茶,大,60.00,1,60.00,100.00,,',
      'E1,交易完成,2026-11-05 10:00:00,13800000001,杯,小,40.00,1,40.00,100.00,,',
    ),
    // two lines of one order stay two rows here, and are added up when the order is made of them
    orders: [
      ['E1', '13800000001', 4000],
      ['E1', '13800000001', 6000],
    ],
  },
  {
    platform: 'Weidian, orders',
    text: lines(
      '订单编号,订单状态,下单时间,支付时间,发货时间,确认收货时间,支付方式,订单描述,商品名称,商品件数,商品ID,实付金额,收货人/提货人姓名,收货人/提货人手机号,下单账号',
      '801,已完成,2026-11-05 09:59:00,2026-11-05 10:00:00,,,微信,茶,茶,1,9,60.00,甲,13800000001,wd_a',
      '802,已关闭,2026-11-05 11:00:00,2026-11-05 11:00:30,,,微信,茶,茶,1,9,50.00,乙,13800000002,wd_b',
    ),
    orders: [['801', 'wd_a', 6000]],
  },
  {
    platform: 'Shopify, orders',
    text: lines(
      'Name,Email,Financial Status,Paid at,Currency,Total,Discount Code,Created at,Lineitem name,Refunded Amount',
      '#1001,ann@example.com,paid,2026-11-05 09:50:26 +0200,EUR,95.00,,2026-11-05 09:50:20 +0200,Tea,0.00',
      '#1001,ann@example.com,,,,,,2026-11-05 09:50:20 +0200,Cup,',
      '#1002,bob@example.com,voided,,EUR,40.00,,2026-11-05 12:50:20 +0200,Sock,0.00',
    ),
    orders: [['#1001', 'ann@example.com', 9500]],
  },
  {
    platform: 'WooCommerce, order analytics',
    text: lines(
      'Date,Order #,Status,Customer,Customer type,Product(s),Items sold,Coupon(s),N. Revenue',
      '2026-11-05 10:00:00,12,completed,Ann Lee,new,1x Tea,1,,95',
      '2026-11-05 11:00:00,13,cancelled,Bob Ray,new,1x Sock,1,,40',
    ),
    orders: [['12', 'Ann Lee', 9500]],
  },
  {
    platform: 'WooCommerce, order analytics without names',
    text: lines(
      'Date,Order #,Status,Customer,Product(s),Items Sold,Coupon(s),N. Revenue',
      '2026-11-05 10:00:00,12,completed,returning,Tea,1,,95',
      '2026-11-05 11:00:00,13,cancelled,new,Sock,1,,40',
    ),
    // returning is no person
    orders: [['12', null, 9500]],
  },
  {
    platform: 'WooCommerce, exported orders',
    text: lines(
      'order_id,order_number,order_date,status,order_total,order_currency,customer_email',
      '12,12,2026-11-05 10:00:00,processing,95.00,EUR,ann@example.com',
      '13,13,2026-11-05 11:00:00,failed,40.00,EUR,bob@example.com',
    ),
    orders: [['12', 'ann@example.com', 9500]],
  },
  {
    platform: 'Stripe, payments',
    text: lines(
      'id,Created date (UTC),Amount,Amount Refunded,Currency,Refunded date (UTC),Status,Customer ID',
      'ch_1,2026-11-05 10:00,95.00,20.00,eur,2026-11-06 09:00,Paid,cus_a',
      'ch_2,2026-11-05 11:00,40.00,0.00,eur,,Failed,cus_b',
    ),
    orders: [['ch_1', 'cus_a', 9500]],
    reversals: [['ch_1', 2000]],
  },
  {
    platform: 'Amazon, all orders',
    text: lines(
      'amazon-order-id\tmerchant-order-id\tpurchase-date\torder-status\tsku\tquantity\tcurrency\titem-price',
      '111-1\t\t2026-11-05T10:00:00+00:00\tShipped\tA\t1\tUSD\t33.98',
      '111-2\t\t2026-11-05T11:00:00+00:00\tCancelled\tB\t0\t\t',
    ),
    orders: [['111-1', null, 3398]],
  },
  {
    platform: 'Etsy, sold orders',
    text: lines(
      'Sale Date,Order ID,Buyer User ID,Full Name,Number of Items,Currency,Order Value,Coupon Code,Shipping,Sales Tax,Order Total,Status,Adjusted Order Total,Buyer',
      '11/05/26,3001,annx,Ann X,1,USD,20.00,,5.00,1.00,26.00,,,ann',
      '11/13/26,3002,boby,Bob Y,2,USD,40.00,CODE5,5.00,2.00,42.00,,30.00,bob',
    ),
    orders: [
      ['3001', 'annx', 2600],
      ['3002', 'boby', 4200],
    ],
  },
  {
    platform: 'Shopee, orders',
    text: lines(
      'Order ID,Order Status,Return / Refund Status,Order Creation Date,Order Paid Time,Product Name,Deal Price,Quantity,Product Subtotal,Total Amount,Username (Buyer)',
      '2611ABC1,Completed,,2026-11-05 10:00,2026-11-05 10:05,Tee,18.00,1,18.00,48.00,anna',
      '2611ABC1,Completed,,2026-11-05 10:00,2026-11-05 10:05,Cap,30.00,1,30.00,48.00,anna',
      '2611ABC2,Cancelled,,2026-11-06 10:00,,Tee,18.00,1,18.00,18.00,bobb',
      '2611ABC3,Shipping,,2026-11-07 10:00,2026-11-07 10:06,Tee,18.00,2,36.00,36.00,cidd',
    ),
    orders: [
      ['2611ABC1', 'anna', 1800],
      ['2611ABC1', 'anna', 3000],
      ['2611ABC3', 'cidd', 3600],
    ],
  },
  {
    platform: 'Lazada, orders',
    text: lines(
      'orderItemId,orderType,sellerSku,createTime,updateTime,orderNumber,customerName,customerEmail,paidPrice,unitPrice,status',
      '901,Normal,A,2026-11-05 10:00:00,,501,Ann,a@example.com,18.00,20.00,delivered',
      '902,Normal,B,2026-11-05 10:00:00,,501,Ann,a@example.com,30.00,30.00,delivered',
      '903,Normal,A,2026-11-06 10:00:00,,502,Bob,b@example.com,18.00,20.00,canceled',
    ),
    orders: [
      ['501', 'a@example.com', 1800],
      ['501', 'a@example.com', 3000],
    ],
  },
  {
    platform: 'TikTok Shop, orders',
    text: lines(
      'Order ID,Order Status,Order Substatus,SKU ID,Quantity,SKU Subtotal After Discount,Order Amount,Order Refund Amount,Created Time,Paid Time,Buyer Username',
      'Platform unique order ID.,Current order status.,,,,The subtotal.,,,Order created time.,,The name.',
      '576460000000000001\t,Completed,Completed,1,1,20.00,53.00,0,11/13/2026 10:00:00 AM\t,,anna',
      '576460000000000001\t,Completed,Completed,2,1,30.00,53.00,0,11/13/2026 10:00:00 AM\t,,anna',
      '576460000000000002\t,Canceled,Canceled,1,1,20.00,23.00,23.00,11/14/2026 02:00:00 PM\t,,bobb',
    ),
    orders: [
      ['576460000000000001', 'anna', 2000],
      ['576460000000000001', 'anna', 3000],
    ],
  },
  {
    platform: 'PayPal, activity',
    text: lines(
      '"Date","Time","TimeZone","Name","Type","Status","Currency","Gross","Fee","Net","From Email Address","To Email Address","Transaction ID","Reference Txn ID","Invoice Number"',
      '"11/05/2026","10:00:00","PST","Ann","Express Checkout Payment","Completed","USD","20.00","-1.00","19.00","ann@example.com","shop@example.com","9AB1","",""',
      '"11/13/2026","10:00:00","PST","Ann","Payment Refund","Completed","USD","-5.00","0.00","-5.00","shop@example.com","ann@example.com","9AB2","9AB1",""',
      '"11/14/2026","10:00:00","PST","","General Withdrawal","Completed","USD","-100.00","0.00","-100.00","shop@example.com","","9AB3","",""',
      '"11/14/2026","11:00:00","PST","Host","PreApproved Payment Bill User Payment","Completed","USD","-7.00","0.00","-7.00","shop@example.com","host@example.com","9AB4","B-1",""',
      '"11/15/2026","10:00:00","PST","Bob","Website Payment","Pending","USD","30.00","0.00","30.00","bob@example.com","shop@example.com","9AB5","",""',
    ),
    orders: [['9AB1', 'ann@example.com', 2000]],
    reversals: [['9AB1', 500]],
  },
  {
    platform: 'Squarespace, orders',
    text: lines(
      'Order ID,Email,Financial Status,Paid at,Fulfillment Status,Currency,Subtotal,Amount Refunded,Total,Discount Code,Created at,Lineitem quantity,Lineitem name,Lineitem price,Cancelled at',
      '00012,ann@example.com,PAID,2026-11-05 09:50:26 -0400,FULFILLED,USD,30.00,0.00,35.00,SAVE,2026-11-05 09:50:20 -0400,1,Tee,10.00,',
      '00012,ann@example.com,,,,,,,,,2026-11-05 09:50:20 -0400,2,Cap,10.00,',
      '00013,bob@example.com,PENDING,,,USD,50.00,0.00,50.00,,2026-11-06 09:50:20 -0400,1,Tee,50.00,',
    ),
    orders: [['00012', 'ann@example.com', 3500]],
  },
  {
    platform: 'Wix, orders',
    text: lines(
      'Order number,Date created,Time,Fulfill by,Total order quantity,Contact email,Item,Qty,Quantity refunded,Price,Payment status,Payment method,Coupon code,Total,Currency,Refunded amount,Net amount,Fulfillment status',
      '10001,"Nov 5, 2026",9:15:51 AM,,3,ann@example.com,Tee,1,0,10,Paid,Card,,35,USD,0,35,Fulfilled',
      '10001,"Nov 5, 2026",9:15:51 AM,,3,ann@example.com,Cap,2,0,10,Paid,Card,,35,USD,0,35,Fulfilled',
      '10002,"Nov 6, 2026",9:15:51 PM,,1,bob@example.com,Tee,1,0,50,Unpaid,Manual,,50,USD,0,50,',
    ),
    // told apart by on_conflict: both rows of the order are read, and one counts
    orders: [
      ['10001', 'ann@example.com', 3500],
      ['10001', 'ann@example.com', 3500],
    ],
  },
  {
    platform: 'Magento, orders',
    text: lines(
      'ID,"Purchase Point","Purchase Date","Bill-to Name","Ship-to Name","Grand Total (Base)","Grand Total (Purchased)",Status,"Customer Email","Customer Group",Subtotal,"Payment Method","Total Refunded"',
      '000000001,Main,"2026-11-05 10:00:00",Ann,Ann,35.0000,35.0000,complete,ann@example.com,General,30.0000,checkmo,',
      '000000002,Main,"2026-11-06 10:00:00",Bob,Bob,50.0000,50.0000,closed,bob@example.com,General,50.0000,checkmo,50.0000',
    ),
    orders: [['000000001', 'ann@example.com', 3500]],
    reversals: [['000000002', 5000]],
  },
  {
    platform: 'BigCommerce, orders',
    text: lines(
      'Order ID,Order Status,Order Date,Order Time,Subtotal (inc tax),Order Total (inc tax),Refund Amount,Customer ID,Customer Name,Customer Email,Order Currency Code',
      '101,Completed,11/25/2026,10:00:00,30.00,35.00,0.00,5,Ann,ann@example.com,USD',
      '102,Incomplete,11/26/2026,10:00:00,40.00,40.00,0.00,0,Cy,cy@example.com,USD',
    ),
    orders: [['101', 'ann@example.com', 3500]],
  },
  {
    platform: 'BigCommerce, orders by day',
    text: lines(
      'Order ID,Customer ID,Customer Name,Customer Email,Order Date,Order Status,Order Total (inc tax),Order Currency Code',
      '101,5,Ann,ann@example.com,2026-11-25,Shipped,35.00,USD',
    ),
    orders: [['101', 'ann@example.com', 3500]],
  },
  {
    platform: 'Gumroad, sales',
    text: lines(
      'Purchase ID,Item Name,Buyer Name,Purchase Email,Buyer Email,Purchase Date,Purchase Time (UTC timezone),Subtotal ($),Sale Price ($),Fees ($),Net Total ($),Refunded?,Partial Refund ($),Fully Refunded?,Disputed?,Discount Code',
      'p1==,Course,Ann,ann@example.com,,2026-11-05,2026-11-05 10:00:00 UTC,35,35,3,32,0,0,0,0,SAVE',
      'p2==,Course,Bob,bob@example.com,,2026-11-06,2026-11-06 10:00:00 UTC,50,50,3,47,1,20,0,0,',
    ),
    orders: [
      ['p1==', 'ann@example.com', 3500],
      ['p2==', 'bob@example.com', 5000],
    ],
  },
  {
    platform: 'Xiaohongshu, orders',
    text: lines(
      '订单号,订单状态,售后状态,订单类型,收件人姓名,SKU名称,SKU件数,商品总价(元),用户应付金额(元),商家应收金额(元)（支付金额）,支付时间,订单创建时间',
      'P1001,已完成,无售后,普通,甲*,T恤,1,30.00,33.00,35.00,2026-11-05 10:01:00,2026-11-05 10:00:00',
      'P1002,已取消,无售后,普通,乙*,T恤,1,50.00,48.00,50.00,,2026-11-06 10:00:00',
    ),
    orders: [['P1001', null, 3500]],
  },
  {
    platform: 'Square, transactions',
    text: lines(
      'Date,Time,Time Zone,Gross Sales,Discounts,Net Sales,Tax,Tip,Total Collected,Transaction ID,Payment ID,Event Type,Customer ID,Customer Name',
      '2026-11-05,10:00:00,Eastern Time (US & Canada),$20.00,$0.00,$20.00,$1.60,$0.00,$21.60,T1,P1,Payment,C1,Ann',
      '2026-11-06,11:00:00,Eastern Time (US & Canada),-$20.00,$0.00,-$20.00,-$1.60,$0.00,-$21.60,T2,P2,Refund,C1,Ann',
    ),
    orders: [['T1', 'C1', 2160]],
  },
];

/** Exports whose times are of the zone of the shop, which the user is asked for. */
const withoutZone = /^(?:WooCommerce|Etsy|Shopee|Lazada|TikTok|PayPal|Square,|Wix|Magento|BigCommerce)/;

test('every layout of the registry is tried', () => {
  expect(exports.map(({ platform }) => platform).toSorted()).toEqual(
    platforms.map(({ name }) => name).toSorted(),
  );
});

test.each(exports)('$platform', async ({ platform, text, orders, reversals }) => {
  const files = {
    'clicks.csv': 'ts,group_id,member_id,kind\n2026-11-02T09:00:00Z,g1,m1,link_click\n',
    'ids.csv': 'member_id,user_id\nm1,甲\n',
    'export.csv': text,
  };
  const folder = mkdtempSync(join(tmpdir(), 'grouplift-init-'));
  try {
    writeProject(folder, files, []);
    expect((await initProject(folder, silent)).join('\n')).toContain(platform);
    let yaml = readFileSync(join(folder, 'grouplift.yaml'), 'utf8');
    expect(yaml).not.toMatch(/^timezone: UTC/m);
    // what the user is asked where times carry no offset
    // $ is the mark of several currencies
    if (platform.startsWith('Square,')) yaml = `currency: USD\n${yaml}`;
    if (withoutZone.test(platform)) yaml = yaml.replace(/^# timezone:/m, 'timezone:');
    const found = await withSources({ ...files, 'grouplift.yaml': yaml }, async (engine, sources) => ({
      orders: await engine.rows(
        'SELECT conversion_id, user_id, value_minor, goal FROM in_conversions WHERE problem IS NULL AND is_landed = 1 ORDER BY conversion_id, value_minor',
      ),
      reversals: await engine.rows(
        'SELECT conversion_id, value_minor FROM in_reversals WHERE problem IS NULL AND value_minor IS DISTINCT FROM 0 ORDER BY conversion_id',
      ),
      rejected: sources.map(({ rejected }) => rejected),
    }));
    expect(found.orders.map((row) => [row.conversion_id, row.user_id, row.value_minor])).toEqual(orders);
    expect(found.orders.every(({ goal }) => goal === 'order')).toBe(true);
    expect(found.reversals.map((row) => [row.conversion_id, row.value_minor])).toEqual(reversals ?? []);
    expect(found.rejected.every((count) => count === 0)).toBe(true);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('orders of a shop without a known layout are read by column name, and the user is asked what was returned', async () => {
  const files = {
    'clicks.csv': 'ts,group_id,member_id,kind\n2026-11-02 09:00:00,g1,m1,link_click\n',
    'ids.csv': 'member_id,user_id\nm1,u1\n',
    'export.csv': lines(
      '订单编号,订单状态,下单时间,买家,订单实际金额(元),退款状态',
      '801,已完成,2026-11-05 10:00:00,u1,60.00,',
      '802,已关闭,2026-11-05 11:00:00,u2,50.00,',
      '803,已完成,2026-11-05 12:00:00,u3,40.00,退款成功',
    ),
  };
  const folder = mkdtempSync(join(tmpdir(), 'grouplift-init-'));
  try {
    writeProject(folder, files, []);
    await initProject(folder, silent);
    const yaml = readFileSync(join(folder, 'grouplift.yaml'), 'utf8');
    expect(yaml).toContain('# 退款状态 may say what was returned');
    await withSources({ ...files, 'grouplift.yaml': yaml }, async (engine, sources) => {
      const rows = await engine.rows(
        'SELECT conversion_id, user_id, goal, value_minor FROM in_conversions WHERE is_landed = 1 ORDER BY conversion_id',
      );
      expect(rows).toEqual([
        { conversion_id: '801', user_id: 'u1', goal: 'order', value_minor: 6000 },
        { conversion_id: '803', user_id: 'u3', goal: 'order', value_minor: 4000 },
      ]);
      const source = sources.find(({ table }) => table === 'conversions');
      const [found] = returnColumnFindings('conversions', source?.headers[0] ?? { unread: [] });
      expect(found?.text).toContain('the column "退款状态" is not read');
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('money in fen is not mistaken for yuan', () => {
  expect(guessFor('conversions', ['订单编号', '下单时间', '买家', '金额(分)']).columns.value).toBeUndefined();
  expect(guessFor('conversions', ['订单编号', '下单时间', '买家', '金额（元）']).columns.value).toBe(
    '金额（元）',
  );
});

test.each([
  ['退款状态', true],
  ['售后状态', true],
  ['Refunded Amount', true],
  ['Cancelled at', true],
  ['订单退款状态', true],
  ['退款原因', false],
  ['Cancellation policy', false],
  ['支付状态', false],
  ['is_cancelled', true],
  ['Refunded', true],
  ['isReturn', true],
  ['是否退款', true],
  ['return_customer', false],
  ['退款', true],
  ['返金日', true],
  ['返品金額', true],
  ['환불금액', true],
  ['취소일', true],
  ['Erstattungsdatum', true],
  ['Stornobetrag', true],
  ['Data do reembolso', true],
  ['Valor reembolsado', true],
  ['Fecha de devolución', true],
  ['Montant remboursé', true],
  ['Data rimborso', true],
  ['Сумма возврата', true],
  ['تاريخ الاسترجاع', true],
  ['סכום החזר', true],
  ['退款時間', true],
  ['Política de devolución', false],
  ['Motivo do reembolso', false],
  ['Data', false],
  ['배송상태', false],
])('whether %s tells what went back: %s', (column, told) => expect(tellsReturns(column)).toBe(told));

test.each(exports)('$platform is not mistaken for a chat, even with tabs after its cells', ({ text }) => {
  for (const written of [text, text.replaceAll(',', '\t,')]) {
    const input = inChunks('export.csv', written);
    const takers = importers.filter((one) => one.recognise(input)).map(({ name }) => name);
    expect(takers.filter((name) => name !== 'lists')).toEqual([]);
  }
});

test.each([
  ['orders with columns of refunds', 'conversions', '订单号,支付时间,金额,退款时间,退款金额,客户'],
  ['the same in English', 'conversions', 'order_id,created_at,total,customer_id,refunded_at,refund_amount'],
  ['refunds', 'reversals', 'order_id,refunded_at,refund_amount'],
  ['refunds in Chinese', 'reversals', '订单号,退款时间,退款金额,退款原因'],
  ['the canonical table', 'reversals', 'conversion_id,ts,value'],
  ['orders of nobody with a time of cancelling', undefined, 'order_id,created_at,total,status,cancelled_at'],
  ['cancelled orders by id', 'reversals', 'order_id,cancelled_at'],
  ['orders of nobody with an id of refunds', undefined, 'order_id,created_at,total,refund_id'],
])('%s are %s', (_, table, header) => {
  expect(guessTable(header.split(','))?.table).toBe(table);
});

test('of orders of nobody, the buyer is asked for', () => {
  expect(whyLeft('order_id,created_at,total,status,cancelled_at'.split(','))).toMatch(
    /^looks most like conversions \(.*\), but no column is its user_id$/,
  );
});

test('columns that mark tests or deleted rows are named where nobody reads them', () => {
  const unread = [
    'is_test',
    'Test Order',
    'deleted',
    '是否测试',
    'livemode',
    'latest',
    'test_group',
    'deleted_by',
    'note',
  ];
  const [found] = returnColumnFindings('conversions', { unread });
  expect(found?.text).toBe(
    'inputs.conversions: the columns "is_test", "Test Order", "deleted", "是否测试", "livemode" are not read: rows marked there as tests, drafts or deleted land too.',
  );
  expect(returnColumnFindings('conversions', { unread: ['note'] })).toEqual([]);
});

test('a second column of states is named where nobody reads it, one of a delivery is not', () => {
  const unread = ['Status do Pagamento', 'Status do Envio', 'Fulfillment Status', 'note'];
  const texts = returnColumnFindings('conversions', { unread }).map(({ text }) => text);
  expect(texts).toEqual([
    'inputs.conversions: the column "Status do Pagamento" is not read: rows land whatever state they are in there.',
  ]);
});
