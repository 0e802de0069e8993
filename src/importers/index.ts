import type { Importer } from './importer.js';
import { telegram } from './telegram/index.js';
import { chatlab } from './wechat/chatlab.js';
import { chatlogCsv, chatlogJson } from './wechat/chatlog.js';
import { memotrace } from './wechat/memotrace.js';
import { pywxdump } from './wechat/pywxdump.js';
import { weflow } from './wechat/weflow.js';
import { wecomArchive } from './wecom/archive.js';
import { wecomCallbacks } from './wecom/callbacks.js';
import { wecomDetails } from './wecom/details.js';
import { wecomStatistics } from './wecom/statistics.js';
import { whatsapp } from './whatsapp/index.js';

/** Every importer, the more specific before the less. */
export const importers: readonly Importer[] = [
  telegram,
  wecomArchive,
  wecomDetails,
  wecomCallbacks,
  wecomStatistics,
  weflow,
  chatlogJson,
  chatlogCsv,
  memotrace,
  pywxdump,
  chatlab,
  whatsapp,
];
