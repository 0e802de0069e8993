import { splitType } from './kinds.js';

/** Types of WeChat messages by the words that tools use for them. */
export function typesByName(name: string): { type: number; subtype: number } {
  const own = name.trim().replace(/^\(分享\)/, '');
  const number = /^未知类型\((\d+)\)$/.exec(own)?.[1];
  if (number !== undefined) return splitType(Number(number));
  const found = names.find(([pattern]) => pattern.test(own));
  return found === undefined ? { type: 0, subtype: 0 } : { type: found[1], subtype: found[2] };
}

/** Matched at the beginning: tools append what the message is about. */
const names: readonly (readonly [RegExp, number, number])[] = [
  [/^(带有引用的文本|引用)/, 49, 57],
  [/^(文本|text$)/i, 1, 0],
  [/^(图片|图片消息|image$)/i, 3, 0],
  [/^(视频通话|语音通话|音视频通话|通话)/, 50, 0],
  [/^(语音|voice$)/i, 34, 0],
  [/^(视频号名片)/, 49, 50],
  [/^(视频号直播)/, 49, 63],
  [/^(视频号)/, 49, 51],
  [/^(视频|video$)/i, 43, 0],
  [/^(动画表情|表情)/, 47, 0],
  [/^(名片|个人名片|企业名片)/, 42, 0],
  [/^(位置)/, 48, 0],
  [/^(红包)/, 49, 2001],
  [/^(转账)/, 49, 2000],
  [/^(群?接龙)/, 49, 53],
  [/^(群公告)/, 49, 87],
  [/^(拍一拍)/, 49, 62],
  [/^(小程序)/, 49, 33],
  [/^(卡片式链接|图文消息|链接|分享)/, 49, 5],
  [/^(合并转发|聊天记录合并转发|聊天记录)/, 49, 19],
  [/^(文件)/, 49, 6],
  [/^(系统|撤回|消息撤回|邀请加群|sys)/i, 10_000, 0],
];
