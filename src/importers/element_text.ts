const seconds = String.raw`\d{1,2}:\d{2}:\d{2}(?: [AP]M)? - `;
/** `Fri, Dec 17, 2021, 4:58:32 PM - Ann: hello` */
const row = new RegExp(String.raw`^\p{L}{2,10}\.?,? .{5,30}[ ,]${seconds}\S`, 'gmu');
/** Earlier versions wrote dates as chats of telephones have them; but there, nobody enters a room. */
const ofRoom = new RegExp(
  String.raw`^\d{1,4}[./-]\d{1,2}[./-]\d{2,4},? ${seconds}(?:(?!: )[^\n]){1,100} (?:(?:joined|left) the room|created and configured the room|made the room |changed the room )`,
  'mu',
);

/** Whether a text is a room of Matrix that Element wrote for people to read. */
export function isElementText(head: string): boolean {
  return (head.match(row)?.length ?? 0) > 1 || ofRoom.test(head);
}
