import { discordCsv } from './discord/csv.js';
import { discordJson } from './discord/json.js';
import { feishu } from './feishu.js';
import { googleChat } from './google_chat.js';
import { groupme } from './groupme.js';
import type { Importer } from './importer.js';
import { irc } from './irc/index.js';
import { kakaotalkCsv } from './kakaotalk/table.js';
import { kakaotalk } from './kakaotalk/text.js';
import { line } from './line.js';
import { lists } from './lists/index.js';
import { matrix } from './matrix.js';
import { mattermost } from './mattermost.js';
import { messenger } from './messenger.js';
import { qqText } from './qq/native_text.js';
import { qce } from './qq/qce.js';
import { qceTable } from './qq/qce_table.js';
import { slack } from './slack.js';
import { telegram } from './telegram/index.js';
import { chatlab } from './wechat/chatlab.js';
import { chatlogCsv, chatlogJson } from './wechat/chatlog.js';
import { memotrace } from './wechat/memotrace.js';
import { memotraceNames } from './wechat/memotrace_names.js';
import { pywxdump } from './wechat/pywxdump.js';
import { weflow } from './wechat/weflow.js';
import { weflowTable } from './wechat/weflow_table.js';
import { wecomArchive } from './wecom/archive.js';
import { wecomCallbacks } from './wecom/callbacks.js';
import { wecomDetails } from './wecom/details.js';
import { wecomStatistics } from './wecom/statistics.js';
import { whatsapp } from './whatsapp/index.js';
import { zulipExport } from './zulip/export.js';
import { zulip } from './zulip/messages.js';

/** Every importer, in the order of the documentation. */
export const importers: readonly Importer[] = [
  lists,
  wecomArchive,
  wecomDetails,
  wecomCallbacks,
  wecomStatistics,
  whatsapp,
  weflow,
  weflowTable,
  chatlogJson,
  chatlogCsv,
  memotrace,
  memotraceNames,
  pywxdump,
  chatlab,
  telegram,
  qce,
  qceTable,
  qqText,
  slack,
  discordJson,
  discordCsv,
  matrix,
  mattermost,
  zulip,
  zulipExport,
  feishu,
  messenger,
  googleChat,
  groupme,
  line,
  kakaotalk,
  kakaotalkCsv,
  irc,
];
