/** Notices as they stand in other people's exports and parsers, with what a reader of the language takes from them. */
import { describe, expect, test } from 'vitest';
import { languages } from '../../src/importers/whatsapp/languages.js';
import { isDeletion, noticeOf } from '../../src/importers/whatsapp/notices.js';
import type { Words } from '../../src/importers/whatsapp/words.js';
import { cells, imported } from './imported.js';

function said(text: string): string {
  const notice = noticeOf(text);
  if (notice === null) return 'unknown';
  const name = (one: typeof notice.who) =>
    one === null ? '-' : 'named' in one ? one.named : one.exporter === true ? 'YOU' : '?';
  return `${notice.kind} ${name(notice.who)} by ${name(notice.by)}`;
}

describe('what notices say', () => {
  test.each([
    // Indonesian and Malay: the auxiliary belongs to the verb
    ['budi telah bergabung menggunakan tautan undangan grup ini', 'link budi by -'],
    ['budi bergabung menggunakan tautan undangan grup ini', 'link budi by -'],
    ['budi telah menambahkan citra', 'added citra by budi'],
    ['budi telah keluar', 'left budi by -'],
    ['Anda membuat grup', 'created YOU by -'],
    // Turkish: a join is no change of the group
    ['Emircan grup davet bağlantısını kullanarak katıldı', 'link Emircan by -'],
    ['Veli bir grup bağlantısıyla katıldı', 'link Veli by -'],
    ['Ali sizi ekledi', 'added YOU by Ali'],
    ['Ali, Veli ve Can kişilerini ekledi', 'added Veli ve Can by Ali'],
    ['Veli kişisini eklediniz', 'added Veli by YOU'],
    ['"Kanka" grubunu oluşturdunuz', 'created YOU by -'],
    ['Ali grup açıklamasını değiştirdi', 'other Ali by -'],
    ['Ali grup çağrısına katıldı', 'unknown'],
    ['Ali Veli kişisini ekledi', 'unknown'],
    // Korean on Android, without a blank after the title
    ['+971 56 338 5629님이 "[HVDC]Project"그룹을 만들었습니다', 'created +971 56 338 5629 by -'],
    ['지민님이 그룹에 추가되었습니다.', 'added 지민 by -'],
    // Hebrew, with marks around numbers and names
    ['\u200f+972 52-805-1911 הצטרף/ה לקבוצה באמצעות קישור.', 'link +972 52-805-1911 by -'],
    ['\u200f~\u202fאושרת הצטרפה לקבוצה באמצעות קישור ההזמנה.', 'link אושרת by -'],
    ['דנה כהן צירפה את איריס אשד', 'added איריס אשד by דנה כהן'],
    ['דנה יצר/ה את הקבוצה \u200f"יישור קו"', 'created דנה by -'],
    ['דנה צירף/ה אותך', 'added YOU by דנה'],
    ['דנה הסירה את איריס', 'removed איריס by דנה'],
    ['דנה יצאה', 'left דנה by -'],
    ['איריס צורף/ה על ידי דנה', 'added איריס by דנה'],
    ['דנה שינתה את תמונת הקבוצה', 'other דנה by -'],
    // Arabic: the verb may come first
    ['أنشأ \u200e+966 50 000 0000\u200e المجموعة "بيع"', 'created +966 50 000 0000 by -'],
    ['انضم \u200e+966 50 111 1111\u200e باستخدام رابط المجموعة.', 'link +966 50 111 1111 by -'],
    ['غادر \u200e+966 50 111 1111\u200e', 'left +966 50 111 1111 by -'],
    ['تمت إضافتك', 'added YOU by -'],
    // Polish
    ['Pani Ania dodała Mama Zosi', 'added Mama Zosi by Pani Ania'],
    ['Jan opuścił grupę', 'left Jan by -'],
    ['Jan utworzył(a) grupę „Bal”', 'created Jan by -'],
    // Italian and French: who was added is in the pronoun
    ['Anna ti ha aggiunto', 'added YOU by Anna'],
    ['Marie Dupont vous a ajouté(e)', 'added YOU by Marie Dupont'],
    ['Marie Jean Dupont a ajouté(e)', 'unknown'],
    // Swedish, Danish, Norwegian, Finnish
    ['Åsa lade till Erik och Liv', 'added Erik och Liv by Åsa'],
    ['Åsa lämnade', 'left Åsa by -'],
    ['Du tog bort Erik', 'removed Erik by YOU'],
    ['Mette tilføjede dig', 'added YOU by Mette'],
    ['Mette har fjernet Bo', 'removed Bo by Mette'],
    ['Kari la deg til', 'added YOU by Kari'],
    ['Kari forlot gruppen', 'left Kari by -'],
    ['Aino lisäsi henkilön Eero', 'added Eero by Aino'],
    ['Liityit ryhmään kutsulinkillä', 'link YOU by -'],
    // Czech, Slovak, Croatian, Hungarian, Romanian, Bulgarian, Greek, Ukrainian
    ['Jana přidal/a uživatele Petr', 'added Petr by Jana'],
    ['Jana vytvořil/a skupinu Ples.', 'created Jana by -'],
    ['Jana odebral/a uživatele Petr', 'removed Petr by Jana'],
    ['Zuzana opustil/a skupinu', 'left Zuzana by -'],
    ['Ana je dodao/la Ivan', 'added Ivan by Ana'],
    ['Ola kilépett', 'left Ola by -'],
    ['Ola csatlakozott a csoporthoz a meghívó linkkel', 'link Ola by -'],
    ['Ioana a creat grupul "Bal"', 'created Ioana by -'],
    ['Ioana v-a adăugat', 'added YOU by Ioana'],
    ['Мария добави Иван', 'added Иван by Мария'],
    ['Η Άννα αποχώρησε', 'left Η Άννα by -'],
    ['Олена додав(-ла) Ігор', 'added Ігор by Олена'],
    ['Олена покинув(-ла) групу', 'left Олена by -'],
    // Persian: nothing separates the two names, so nobody is named
    ['\u200fعلی شما را اضافه کرد', 'added YOU by علی'],
    ['مریم با استفاده از لینک دعوت به گروه ملحق شد', 'link مریم by -'],
    ['مریم گروه را ترک کرد', 'left مریم by -'],
    ['علی مریم را حذف کرد', 'removed - by -'],
    // Hindi, Bengali, Marathi, Gujarati, Urdu
    ['राहुल ने आपको शामिल किया', 'added YOU by राहुल'],
    ['राहुल बाहर निकल गए', 'unknown'],
    ['নাদিয়া চলে গেছেন', 'unknown'],
    ['علی نے آپ کو شامل کیا', 'added YOU by علی'],
    ['علی نے گروپ چھوڑ دیا', 'left علی by -'],
    // Thai, Vietnamese, Malay
    ['สมชาย ออกจากกลุ่ม', 'left สมชาย by -'],
    ['สมชาย ได้เพิ่ม มาลี เข้ากลุ่ม', 'added มาลี by สมชาย'],
    ['Lan đã thêm Minh', 'added Minh by Lan'],
    ['Lan đã rời nhóm', 'left Lan by -'],
    ['Bạn đã tham gia nhóm này bằng liên kết mời', 'link YOU by -'],
    ['Siti menambah Ali', 'added Ali by Siti'],
    // Catalan and the Portuguese of Portugal
    ["Marta t'ha afegit", 'added YOU by Marta'],
    ['Marta ha marxat del grup', 'left Marta by -'],
    ['Inês adicionou Rui a este grupo', 'added Rui by Inês'],
    ['Saiu do grupo', 'left YOU by -'],
    ['Foi removido do grupo por Inês', 'removed YOU by Inês'],
    // Chinese: what happened to "you" is nobody's name
    ['您已被移除', 'removed YOU by -'],
    ['您已被添加', 'added YOU by -'],
    ['有人添加了您', 'added YOU by -'],
    ['小明已從社群加入', 'community 小明 by -'],
    // Polish: the noun is no part of the name
    ['Jan dodał(a) użytkowników Ola i Ala', 'added Ola i Ala by Jan'],
    // nobody is called "Group creator"
    ['Group creator created this group', 'created - by -'],
    ['Le créateur du groupe a créé ce groupe', 'created - by -'],
    ['グループ作成者がこのグループを作成しました', 'created - by -'],
    // a name with quotes
    ['You added Max "Mo" Power', 'added Max "Mo" Power by YOU'],
    ['Max "Mo" Power left', 'left Max "Mo" Power by -'],
    ['Max "Mo left', 'unknown'],
    // what happened to a message is no join and no leave
    ['Вы удалили это сообщение', 'unknown'],
    ['このメッセージを削除しました', 'unknown'],
    // "you", and more
    ['Ann added you to a new thing', 'unknown'],
    ['Anna hat dich zu einer Gruppe hinzugefügt', 'unknown'],
    ['Anna hat dich hinzugefügt', 'added YOU by Anna'],
  ])('%s', (text, expected) => {
    expect(said(text).replaceAll(/[\u200e\u200f]/g, '')).toBe(expected);
  });

  test.each([
    'הודעה זו נמחקה',
    'ההודעה נמחקה על ידי דנה',
    'تم حذف هذه الرسالة',
    'Ta wiadomość została usunięta',
  ])('deleted: %s', (text) => expect(isDeletion(text)).toBe(true));
});

const moves = ['added', 'link', 'community', 'left', 'removed', 'created'] as const;

/** What a template without a person or a title says of a text, as a pattern of its own. */
function loosely(written: string): RegExp {
  const source = written
    .replace(/\{\w+=you\}/g, '')
    .replace(/[.()+*|[\]^$\\]/g, (sign) => `\\${sign}`)
    .replace(/\\\(\?:/g, '(?:')
    .replace(/\\\)\?/g, ')?')
    .replaceAll('{title}', '".+"')
    .replace(/\{\w+\}/g, '.+');
  return new RegExp(`^${source}$`, 'u');
}

/** Such a template swallowed joins whose wording was not known, and nobody was told. */
test.each(Object.entries(languages))(
  '%s: what is said to be another notice never has room for a join or a leave',
  (_, words: Words) => {
    const texts = moves.flatMap((kind) =>
      words[kind]
        .filter((written) => !written.includes('(?:'))
        .map((written) =>
          written
            .replace(/\{\w+=you\}/g, '')
            .replace(/([^}])\?/gu, '$1')
            .replace('{who}', 'Zed')
            .replace('{by}', 'Mx')
            .replaceAll('{title}', '"T"'),
        ),
    );
    const broad = words.other.filter((written) => !written.includes('(?:')).map(loosely);
    const both = texts.flatMap((text) =>
      broad.filter((one) => one.test(text)).map((one) => [text, one.source]),
    );
    expect(both).toEqual([]);
  },
);

describe('the name of a chat stands in the name of its file, in the language of the phone', () => {
  test.each([
    'WhatsApp Chat with Deals.txt',
    'Czat WhatsApp z Deals.txt',
    "צ'אט WhatsApp עם Deals.txt",
    'צאט WhatsApp עם Deals.txt',
    'دردشة واتساب مع Deals.txt',
    'محادثة واتساب مع Deals.txt',
    'Deals के साथ WhatsApp चैट.txt',
    'Бесіда WhatsApp з Deals.txt',
    'WhatsApp-chatt med Deals.txt',
    'WhatsApp chat med Deals.txt',
    'WhatsApp-keskustelu henkilön Deals kanssa.txt',
    'Trò chuyện WhatsApp với Deals.txt',
    'Sembang WhatsApp dengan Deals.txt',
    'WhatsApp 与 Deals 的对话.txt',
    'WhatsApp 與 Deals 的對話.txt',
    'Deals ile WhatsApp Sohbeti.txt',
    'Conversa no WhatsApp com Deals.txt',
  ])('%s', async (file) => {
    const text = '13/05/2024, 15:05 - Ann: x\n13/05/2024, 15:06 - Ann: y\n';
    const { groups } = await imported({ [file]: text }, { timezone: 'UTC' });
    expect(cells(groups, 'group_id')).toEqual(['Deals']);
  });
});
