/** Order exports as they come from the programs of several countries, in their encodings: the bytes of the tests of encodings. */

/** What people and groups are called, and what the columns are, in a language. */
interface Region {
  readonly zone: string;
  readonly encoding: string;
  readonly header: readonly string[];
  readonly groups: readonly string[];
  readonly names: readonly string[];
  readonly states: readonly string[];
}

const list = (text: string) => text.split(' ');

export const regions: Readonly<Record<string, Region>> = {
  gb18030: {
    zone: 'Asia/Shanghai',
    encoding: 'gb18030',
    header: list('订单号 下单时间 用户昵称 群名称 状态 金额'),
    groups: list(
      '同城跑团 秒杀群 老客专属 母婴一群 浦东妈妈团 书友会 健身打卡营 福利二群 朝阳羽毛球 周末徒步 银发合唱团 数码发烧友 宠物之家 烘焙小课堂 考研互助 骑行天下',
    ),
    names: list(
      '张伟 王芳 李娜 刘洋 陈静 欧阳雪 小鱼儿 清风徐来 阿杰 半夏 孙悦 诸葛亮亮 甜甜圈 司徒建国 慕容 糖醋排骨 瑞瑞妈 龙哥',
    ),
    states: list('已付款 已发货 待付款 已完成 退款中 交易关闭'),
  },
  big5: {
    zone: 'Asia/Taipei',
    encoding: 'big5',
    header: list('訂單編號 下單時間 會員暱稱 社群名稱 狀態 金額'),
    groups: list(
      '大安媽媽團 夜跑俱樂部 團購好物 讀書會 單車環島 露營同好 板橋親子 咖啡研究社 健身新手營 貓奴聯盟 老客專屬 限時搶購 瑜珈教室 爬山趣',
    ),
    names: list(
      '陳怡君 林志豪 黃雅婷 張家豪 李淑芬 小綠 吳宗翰 曉晴 蔡依珊 阿明師 許瑋倫 胖達 鄭詠心 翁媽媽',
    ),
    states: list('已付款 已出貨 待付款 已完成 退款中 已取消'),
  },
  shift_jis: {
    zone: 'Asia/Tokyo',
    encoding: 'shift_jis',
    header: list('注文番号 注文日時 会員名 グループ名 状態 金額'),
    groups: list(
      '渋谷ランニング部 お得情報 ママ友の会 読書サークル 朝活クラブ コーヒー同好会 筋トレ仲間 自転車旅 猫好き集まれ 新宿テニス 週末ハイキング 子育て相談室',
    ),
    names: list(
      '佐藤健 鈴木さくら 高橋美咲 たろう 田中一郎 みゆき 渡辺翔 ゆうた 伊藤葵 小林ひかり ケンジ 松本あや',
    ),
    states: list('支払済み 発送済み 未払い 完了 返金中 キャンセル'),
  },
  'euc-kr': {
    zone: 'Asia/Seoul',
    encoding: 'euc-kr',
    header: list('주문번호 주문일시 회원명 모임명 상태 금액'),
    groups: list(
      '강남러닝크루 맘카페 독서모임 공동구매방 등산동호회 홈트레이닝 판교테니스 커피연구소 주말캠핑 고양이집사 자전거여행 특가알림',
    ),
    names: list(
      '김민준 이서연 박지훈 최수아 정하은 강도윤 조은지 윤서준 한지민 오세훈 햇살이 서유진 행복맘 똘이아빠 똠방각하',
    ),
    states: list('결제완료 배송중 입금대기 완료 환불중 취소'),
  },
  'windows-1252': {
    zone: 'Europe/Berlin',
    encoding: 'windows-1252',
    header: list('Bestellung Zeit Mitglied Gruppe Status Betrag'),
    groups: list(
      'Läufer Müttertreff Bücherclub Münchner Köche Gärtner Frühaufsteher Café-Runde Österreich Nähkurs Straßenfußball Büro',
    ),
    names: list(
      'Jürgen Björn Käthe André Zoë Günther Françoise Sören Peña Müller Weiß Höß Márquez Citroën Benoît',
    ),
    states: list('bezahlt versendet geprüft zurück gelöscht'),
  },
  french: {
    zone: 'Europe/Paris',
    encoding: 'windows-1252',
    header: list('Numéro Créé Prénom Groupe État Montant'),
    groups: list(
      'Course-à-pied Mères Théâtre Vélo Pâtisserie Forêt Marché-de-Noël Élèves Œuvres Brocante-d’été',
    ),
    names: list('Hélène François Noël Zoé Jérôme Agnès Benoît Père Gaëlle Anaïs Cécile Maëlys Loïc Thérèse'),
    states: list('payée expédiée annulée remboursée'),
  },
  spanish: {
    zone: 'America/Bogota',
    encoding: 'windows-1252',
    header: list('Número Fecha Señor Grupo Situación Importe'),
    groups: list('Mamás-de-Bogotá Fútbol Niños Compañeros Sábado Montañismo Corazón Café-y-té Otoño'),
    names: list('Núñez José María Peña Iñigo Ángel Sofía Martínez Íñiguez Zúñiga Begoña Jesús'),
    states: list('pagó envió canceló devolución'),
  },
  polish: {
    zone: 'Europe/Warsaw',
    encoding: 'windows-1250',
    header: list('Zamówienie Data Imię Grupa Płatność Wartość'),
    groups: list('Biegacze-Łódź Książki Mamy-Gdańsk Rowerzyści Wędrówki Zakupy-wspólne Świetlica Żeglarze'),
    names: list('Łukasz Małgorzata Paweł Agnieszka Michał Zofia-Wójcik Świątek Jędrzej Grażyna Dąbrowski'),
    states: list('zapłacone wysłane anulowane zwrócone'),
  },
  russian: {
    zone: 'Europe/Moscow',
    encoding: 'windows-1251',
    header: list('Заказ Время Клиент Группа Статус Сумма'),
    groups: list('Бегуны Мамы-Москвы Книжный-клуб Скидки Походы Кофейня Садоводы Велоклуб Рукоделие'),
    names: list('Иван Мария Сергей Ольга Дмитрий Анастасия Пётр Юлия Щукина Фёдор Жанна'),
    states: list('оплачен отправлен отменён возврат'),
  },
};

/** A number from 0 to 1 out of a seed, the same in every run. */
export function randomOf(seed: number): () => number {
  let state = (seed * 2654435761 + 12345) >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

const englishHeader = list('order_id ordered_at nickname group_name status amount');

export interface Export {
  readonly text: string;
  readonly rows: number;
}

/** An order export as text: English or own header, 1 to many rows, text in one, two or three of its columns. */
export function orderExport(region: Region, random: () => number): Export {
  const pick = (words: readonly string[]) => words[Math.floor(random() * words.length)] ?? '';
  const rows = pick(['1', '2', '3', '5', '8', '20', '60', '300', '2000']);
  const isOwn = random() < 0.5;
  const columns = 1 + Math.floor(random() * 3);
  const lines = [(isOwn ? region.header : englishHeader).join(',')];
  for (let row = 0; row < Number(rows); row += 1) {
    const cells = [pick(region.groups), pick(region.names), pick(region.states)].map((word, place) =>
      place < columns ? word : `${place}${Math.floor(random() * 1000)}`,
    );
    const [group, name, state] = cells;
    lines.push(
      `A${100000 + row},2026-11-${String(1 + (row % 28)).padStart(2, '0')} 10:00:00,${name},${group},${state},${(row % 90) + 9}.50`,
    );
  }
  return { text: `${lines.join('\n')}\n`, rows: Number(rows) };
}

const maps = new Map<string, Map<string, Buffer>>();

/** The bytes of each character: every sequence of one and two bytes, decoded by the platform. */
function bytesOf(encoding: string): Map<string, Buffer> {
  const known = maps.get(encoding);
  if (known !== undefined) return known;
  const decoder = new TextDecoder(encoding, { fatal: true });
  const map = new Map<string, Buffer>();
  const take = (bytes: readonly number[]) => {
    try {
      const text = decoder.decode(Uint8Array.from(bytes));
      if ([...text].length === 1 && !map.has(text)) map.set(text, Buffer.from(bytes));
    } catch {
      // no character
    }
  };
  for (let byte = 0; byte < 256; byte += 1) take([byte]);
  for (let lead = 0x81; lead <= 0xfe; lead += 1)
    for (let trail = 0x40; trail <= 0xfe; trail += 1) take([lead, trail]);
  if (encoding === 'windows-1252')
    map.set('’', Buffer.of(0x92)).set('Œ', Buffer.of(0x8c)).set('€', Buffer.of(0x80));
  if (encoding === 'euc-kr') map.set('똠', Buffer.of(0x8c, 0x63));
  maps.set(encoding, map);
  return map;
}

/** Text in an encoding that Node can only read. */
export function encoded(text: string, encoding: string): Buffer {
  if (encoding === 'utf-8') return Buffer.from(text);
  if (encoding === 'utf-16le') return Buffer.from(text, 'utf16le');
  if (encoding === 'utf-16be') return Buffer.from(text, 'utf16le').swap16();
  const map = bytesOf(encoding);
  return Buffer.concat(
    [...text].map((character) => {
      const bytes = map.get(character);
      if (bytes === undefined) throw new Error(`${encoding} has no ${character}`);
      return bytes;
    }),
  );
}
