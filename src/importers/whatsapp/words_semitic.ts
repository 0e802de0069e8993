import type { Words } from './words.js';

/** Verbs in Hebrew: of a man, of anybody, of a woman, of several people. */
const verbs = {
  added: ['צירף', 'צירף/ה', 'צירפה', 'הוסיף', 'הוסיף/ה', 'הוסיפה'],
  wasAdded: ['צורף', 'צורף/ה', 'צורפה', 'צורפו'],
  joined: ['הצטרף', 'הצטרף/ה', 'הצטרפה', 'הצטרפו'],
  left: ['יצא', 'יצא/ה', 'יצאה', 'עזב', 'עזב/ה', 'עזבה'],
  removed: ['הסיר', 'הסיר/ה', 'הסירה'],
  wasRemoved: ['הוסר', 'הוסר/ה', 'הוסרה', 'הוסרו'],
  created: ['יצר', 'יצר/ה', 'יצרה'],
  changed: ['שינה', 'שינה/תה', 'שינתה', 'החליף', 'החליף/ה', 'החליפה'],
} as const;

/** Hebrew and Arabic. */
export const semiticWords: Readonly<Record<string, Words>> = {
  he: {
    you: ['את/ה', 'אתה', 'אותך'],
    between: [', ', ' ו-'],
    places: ['הקבוצה הזו', 'הקהילה', 'קהילה'],
    added: [
      ...verbs.added.flatMap((verb) => [`{by} ${verb} את {who}`, `{by} ${verb} אותך{who=you}`]),
      'צירפת את {who}{by=you}',
      'הוספת את {who}{by=you}',
      ...verbs.wasAdded.flatMap((verb) => [
        `{who} ${verb}`,
        `{who} ${verb} לקבוצה`,
        `{who} ${verb} על ידי {by}`,
      ]),
      'צורפת על ידי {by}{who=you}',
    ],
    link: [
      ...verbs.joined.flatMap((verb) => [
        `{who} ${verb} לקבוצה באמצעות קישור(?: הזמנה| ההזמנה)?`,
        `{who} ${verb} באמצעות קישור(?: הזמנה| ההזמנה)?`,
      ]),
      'הצטרפת לקבוצה באמצעות קישור(?: הזמנה| ההזמנה)?{who=you}',
      'הצטרפת לקבוצה דרך קישור הזמנה של הקבוצה{who=you}',
    ],
    community: [],
    left: [
      ...verbs.left.flatMap((verb) => [`{who} ${verb}`, `{who} ${verb} מהקבוצה`, `{who} ${verb} את הקבוצה`]),
      'יצאת(?: מהקבוצה)?{who=you}',
      'עזבת(?: את הקבוצה)?{who=you}',
    ],
    removed: [
      ...verbs.removed.flatMap((verb) => [`{by} ${verb} את {who}`, `{by} ${verb} אותך{who=you}`]),
      'הסרת את {who}{by=you}',
      ...verbs.wasRemoved.flatMap((verb) => [
        `{who} ${verb}`,
        `{who} ${verb} מהקבוצה`,
        `{who} ${verb} על ידי {by}`,
      ]),
      'הוסרת(?: מהקבוצה)?{who=you}',
    ],
    created: [
      ...verbs.created.flatMap((verb) => [
        `{who} ${verb} את (?:הקבוצה|קבוצת) {title}`,
        `{who} ${verb} את הקבוצה`,
      ]),
      'יצרת את (?:הקבוצה|קבוצת) {title}{who=you}',
      'יצרת את הקבוצה{who=you}',
      'הקבוצה נוצרה על ידי {who}',
    ],
    other: [
      ...verbs.changed.map((verb) => `{who} ${verb} את {rest}`),
      'שינית את {rest}',
      'החלפת את {rest}',
      '(?:תמונת|שם) הקבוצה השתנתה? על ידי {who}',
      'תיאור הקבוצה שונה על ידי {who}',
    ],
    encrypted: ['ההודעות והשיחות מוצפנות{rest}', 'כעת ההודעות הנשלחות בקבוצה זו מאובטחות עם הצפנה{rest}'],
    deleted: [
      'הודעה זו נמחקה',
      'ההודעה נמחקה',
      'ההודעה הזו נמחקה',
      'מחקת הודעה זו',
      'מחקת את ההודעה הזו',
      'ההודעה נמחקה על ידי {who}',
    ],
  },
  ar: {
    you: ['أنت'],
    between: [', ', '، '],
    places: ['هذه المجموعة', 'المجتمع', 'مجتمع'],
    added: ['{by} أضاف {who}', 'تمت إضافة {who}', 'تمت إضافتك{who=you}'],
    link: [
      'انضم {who} باستخدام رابط(?: دعوة)?(?: هذه)? المجموعة',
      '{who} انضم باستخدام رابط(?: دعوة)?(?: هذه)? المجموعة',
    ],
    community: [],
    left: ['غادر {who}', '{who} غادر(?: المجموعة)?'],
    removed: ['{by} أزال {who}', 'تمت إزالة {who}', 'تمت إزالتك{who=you}'],
    created: [
      'أنشأ {who} المجموعة {title}',
      '{who} أنشأ المجموعة {title}',
      'أنشأ {who} هذه المجموعة',
      'أنشأت هذه المجموعة{who=you}',
    ],
    other: [
      'غيّر {who} (?:اسم|وصف|أيقونة|إعدادات) المجموعة{rest}',
      '{who} غيّر (?:اسم|وصف|أيقونة|إعدادات) المجموعة{rest}',
    ],
    encrypted: ['الرسائل والمكالمات مشفرة{rest}'],
    deleted: ['تم حذف هذه الرسالة', 'حذفت هذه الرسالة', 'لقد حذفت هذه الرسالة'],
  },
};
