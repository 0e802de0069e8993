import type { Person } from '../events.js';
import { isGone } from '../gone_accounts.js';
import { type NamePattern, nameNotice } from '../name_notices.js';

/** Somebody by name; null for the name of everybody who is gone. */
export function senderOf(name: string): Person | null {
  return isGone(name) ? null : { id: name, names: [name] };
}

/** The whole text of a deleted message. */
export const deleted = /^(?:삭제된 메시지입니다\.|This message was deleted\.)$/;

/** The whole text of what the managers of an open chat hid. */
export const hidden =
  /^(?:채팅방 관리자가 (?:\d+개의 )?메시지를 가렸습니다\.?|This message has been hidden by the chatroom managers\.)$/;

/** What Android calls the person who made the export. */
export const oneself: ReadonlySet<string> = new Set(['회원님', 'you']);

const between = [', ', '님, ', '님과 ', ' and '];

/** What Windows writes in English when somebody leaves or invites, which people write as well. */
export const everyday = /^(.+?) (?:left\.$|invited )/;

/** What stands between names in the notices of Windows, and around them. */
export const namesApart = /님[이을과,] ?| invited |, | and | (?:joined|left) this chatroom|\.$/;

const patterns: readonly NamePattern[] = [
  { says: 'system', order: '', pattern: hidden },
  {
    says: 'system',
    order: '',
    pattern:
      /^(?:.+님이 부방장(?:이 되었습니다|에서 해제되었습니다)|방장이 .*변경되었습니다|.*(?:채팅방|팀) 이름[을이] ?.*변경(?:하였|했|되었)습니다|.+ has been assigned as the admin|The host has been reassigned.*)\.?$/,
  },
  { says: 'invite', order: 'iw', pattern: /^(.+?)님이 (.+?)님을 초대(?:했습니다|하였습니다)\.?$/ },
  { says: 'invite', order: 'w', pattern: /^(.+?)님을 초대(?:했습니다|하였습니다)\.?$/ },
  { says: 'removed', order: 'xw', pattern: /^(.+?)님이 (.+?)님을 내보냈습니다\.?$/ },
  { says: 'removed', order: 'w', pattern: /^(.+?)님을 내보냈습니다\.?$/ },
  { says: 'join', order: 'w', pattern: /^(.+?)님이 들어왔습니다\.?\s*(?:(?:타인|운영정책)[\s\S]*)?$/ },
  { says: 'leave', order: 'w', pattern: /^(.+?)님이 나갔습니다\.?$/ },
  { says: 'invite', order: 'iw', pattern: /^(.+?) invited (.+?)(?: and)?\.?$/ },
  { says: 'join', order: 'w', pattern: /^(.+?) joined this chatroom\.?$/ },
  { says: 'leave', order: 'w', pattern: /^(.+?) left this chatroom\.?$/ },
  { says: 'removed', order: 'w', pattern: /^(.+?) has been removed from this chatroom\.?$/ },
  { says: 'leave', order: 'w', pattern: /^(.+?) left\.$/ },
];

/** What a notice says; null if no pattern matches. */
export function kakaoNotice(text: string): ReturnType<typeof nameNotice> {
  return nameNotice(text, patterns, between);
}
