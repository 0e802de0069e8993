const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Any text as HTML text or attribute value; characters that HTML forbids become the replacement character. */
export function html(text: string): string {
  const allowed = text.replace(/\p{Cs}/gu, '\ufffd').replace(/[^\P{Cc}\t\n\r]/gu, '\ufffd');
  return allowed.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}

/** A day, with its time or without, a week or a month. */
const dates = /\d{4}-(?:\d\d-\d\d(?:T[\d:.]+(?:Z|[+-][\d:]+)?)?|W\d\d|\d\d(?![\d-]))/g;

/** Any text as HTML text whose dates and weeks do not break at the end of a line. */
export function prose(text: string): string {
  return html(text).replace(dates, (date) => `<span class="nb">${date}</span>`);
}

/** Characters that control a terminal or change the direction of the following text: control characters except white space, and direction marks. */
const commands = /[^\P{Cc}\s]|[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/**
 * Any text as Markdown text inside a line or a table cell: nothing in it is markup, a link or a mention of everybody, or controls the
 * terminal that shows it.
 * A zero-width space follows every @, because a chat bot would notify people.
 */
export function markdown(text: string): string {
  return text
    .replace(/\p{Cs}/gu, '\ufffd')
    .replace(commands, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[\\`*_{}[\]<>|~#$]/g, '\\$&')
    .replace(/&(?=#?\w+;)/g, '\\&')
    .replace(/!(?=\\\[)/g, '\\!')
    .replace(/:(?=\/\/)/g, '\\:')
    .replace(/\bwww\./gi, (www) => `${www.slice(0, 3)}\\.`)
    .replace(/@/g, '@\u200b')
    .replace(/^([-+=])/, '\\$1')
    .replace(/^(\d+)([.)])(?=\s|$)/, '$1\\$2');
}
