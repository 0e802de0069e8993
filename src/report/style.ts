/** The style sheet of the page: one accent colour, grey for what is uncertain; for light, dark, narrow and print. */
export const style = `
:root{color-scheme:light dark;--ink:#1b1f24;--quiet:#545d68;--faint:#5f6873;--rule:#e3e6ea;--paper:#fff;--panel:#f6f7f9;
--accent:#0b6e6e;--accent-2:#5fa9a6;--accent-3:#a9d2cf;--soft:#cfe5e3;--grey:#c3c9d0;--care:#9a5b00;--bad:#b3261e;
--good:#1d7a46;--up:#e3f1ef;--down:#fbe9e7}
@media (prefers-color-scheme:dark){:root{--ink:#e6e9ed;--quiet:#a6afba;--faint:#939da9;--rule:#2b323a;--paper:#14181c;
--panel:#1b2126;--accent:#5cc4bf;--accent-2:#38908c;--accent-3:#245d5b;--soft:#21474a;--grey:#4a545f;--care:#e0a44a;
--bad:#f0867e;--good:#6cc492;--up:#1c3a3a;--down:#43211f}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;scroll-behavior:smooth}
@media (prefers-reduced-motion:reduce){html{scroll-behavior:auto}}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.6 system-ui,-apple-system,"Segoe UI",Roboto,
"Helvetica Neue",Arial,"PingFang SC","Hiragino Sans GB","Microsoft YaHei","Noto Sans CJK SC","Noto Sans SC",sans-serif;
font-variant-numeric:tabular-nums;overflow-wrap:anywhere}
main,header.top,footer{max-width:1160px;margin:0 auto;padding:0 32px}
a{color:var(--accent);text-underline-offset:3px}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
.skip{position:absolute;left:-999px}.skip:focus{left:16px;top:8px;background:var(--paper);padding:4px 8px}
header.top{padding-top:26px}
header.top h1{font-size:30px;line-height:1.15;font-weight:650;letter-spacing:-.015em;margin:0 0 6px;text-wrap:balance}
.when{color:var(--quiet);margin:0}.when>span+span::before{content:"\\00b7";margin:0 8px;color:var(--faint)}
.opening{display:grid;grid-template-columns:repeat(3,minmax(0,1fr));gap:0 36px;margin:24px 0 0;padding:0}
.opening>div{border-top:2px solid var(--ink);padding:12px 0 0}
.opening h2{font-size:19px;line-height:1.25;font-weight:650;margin:2px 0 8px;text-wrap:pretty}
.ask{color:var(--accent);font-size:13px;font-weight:600;margin:0}
.opening p{margin:8px 0 0;font-size:14px;line-height:1.45;color:var(--quiet)}
table.targets{font-size:14px;margin:0 0 4px}table.targets td,table.targets th{padding:5px 6px 5px 0}
table.targets td,table.targets th+th{text-align:right;white-space:nowrap}table.targets thead th{white-space:normal;font-size:12px}table.targets thead th:first-child{white-space:nowrap}
table.targets b{font-weight:650}table.targets small{display:block;font-size:11px;white-space:nowrap;color:var(--quiet)}
ol.decisions{list-style:none;counter-reset:d;margin:0;padding:0}
ol.decisions li{counter-increment:d;position:relative;padding:0 0 8px 26px;border-bottom:1px solid var(--rule);margin:0 0 8px;font-size:14px;
line-height:1.45}
ol.decisions li:last-child{border:0}ol.decisions li::before{content:counter(d);position:absolute;left:0;font-weight:700;color:var(--accent)}
ol.decisions b{display:block;font-size:15px;font-weight:650;line-height:1.3}
ol.decisions .who{color:var(--accent);font-weight:600;display:block}ol.decisions span.why{color:var(--quiet)}
.strip{display:grid;grid-template-columns:repeat(4,minmax(0,1fr));gap:0 36px;border-top:1px solid var(--rule);border-bottom:1px solid var(--rule);
padding:10px 0;margin:14px 0 0;font-size:13.5px;line-height:1.4}
.strip dt{color:var(--accent);font-weight:600;font-size:12.5px}.strip dd{margin:0;color:var(--quiet)}.strip b{color:var(--ink);font-weight:650}.strip .light{width:10px;height:10px;margin-right:6px}
.mark{display:inline-block;font-weight:650;font-size:12.5px;padding:1px 7px;border-radius:6px;white-space:nowrap}
table.targets .mark{white-space:normal;min-width:6em;padding:1px 3px;text-align:center}table.targets td{overflow-wrap:normal}
.mark.up{color:var(--accent);background:var(--up)}.mark.down{color:var(--bad);background:var(--down)}.mark.flat{background:var(--panel);color:var(--quiet)}
.pace{display:grid;grid-template-columns:minmax(0,1.5fr) minmax(0,.8fr) minmax(0,2.2fr) minmax(0,1fr) minmax(0,1.2fr);gap:0;margin:0}
.pace>li{display:contents}.pace>li>div{border-top:1px solid var(--rule);padding:8px 18px 8px 0;min-width:0}.pace>li>div:last-child{padding-right:0}.pace small{display:block;color:var(--quiet);font-size:13px}
.pace .n{text-align:right}.pace .mark{white-space:normal}.pace .d1{padding-left:20px}.pace .d2{padding-left:40px}.pace b{font-weight:650}ul.pace{list-style:none;padding:0}
.cards{display:grid;grid-template-columns:repeat(3,minmax(0,1fr));gap:24px 36px;margin:0 0 20px}
.card{border-top:1px solid var(--ink);padding:8px 0 0}.card h3{margin:4px 0 6px;font-size:16px;line-height:1.35}.card p{font-size:14px;color:var(--quiet);margin:6px 0 0}
.card blockquote{margin:8px 0 0;padding:0 0 0 10px;border-left:3px solid var(--rule);font-size:14px}
svg.range,svg.bullet{width:100%;height:auto}svg .line{fill:none;stroke:var(--ink);stroke-width:1.5;stroke-linejoin:round}
svg .target{fill:none;stroke:var(--ink);stroke-width:1.5}svg .usual.year{stroke:var(--ink);stroke-width:1.5}.key.target{background:none;border:1.5px solid var(--ink)}.key.year{height:0;border-top:2px dashed var(--ink);border-radius:0;vertical-align:3px}
svg .usual{fill:none;stroke:var(--accent-2);stroke-width:1;stroke-dasharray:2 3}svg .shade{fill:var(--up)}
svg .event{stroke:var(--faint);stroke-width:1;stroke-dasharray:2 3}svg .bad{fill:var(--bad)}svg text.strong{font-weight:700;fill:var(--ink)}
svg .track{fill:var(--rule)}svg .done{fill:var(--accent)}svg .done.down{fill:var(--bad)}svg .tick{stroke:var(--ink);stroke-width:2}
svg .hollow{fill:var(--paper);stroke:var(--faint);stroke-width:1.5}svg .hatch{fill:url(#hatch)}.paper{fill:var(--paper)}.key.striped{background:repeating-linear-gradient(45deg,var(--accent) 0 2px,var(--paper) 2px 4px)}
section details.part>summary h2{display:inline;font-size:20px}section details.part{border-bottom:1px solid var(--rule)}
.missing{margin:40px 0 0;color:var(--quiet);font-size:14px}.missing ul{padding-left:20px;margin:8px 0 0}.missing h2{font-size:16px;font-weight:650;margin:0;color:var(--ink)}
.tools{display:none}.js .tools{display:flex;gap:8px 12px;flex-wrap:wrap;align-items:center;margin:8px 0 0;font-size:14px}
.tools button,.tools select,.tools input,.copy{font:inherit;font-size:13px;color:var(--accent);background:var(--paper);border:1px solid var(--faint);border-radius:6px;
padding:3px 10px}.copy{cursor:pointer;display:none;margin-left:8px}.js .copy{display:inline-block}.js tr.out{display:none!important}
.untrusted section:not(:first-child){filter:grayscale(1)}[hidden]{display:none!important}
.light{display:inline-block;width:12px;height:12px;border-radius:50%;margin-right:8px;background:var(--grey);flex:none}
.light.good{background:var(--good)}.light.care{background:var(--care)}.light.bad{background:var(--bad)}
.light.open{background:none;border:2px solid var(--grey)}
nav{margin:16px 0 0;border-top:1px solid var(--rule);border-bottom:1px solid var(--rule);padding:12px 0}
nav ol{list-style:none;margin:0;padding:0;display:flex;flex-wrap:wrap;gap:4px 28px;font-size:15px}
nav a{text-decoration:none}nav a:hover{text-decoration:underline}nav .no{color:var(--faint);margin-right:6px}
section{padding:26px 0 0}
.question{color:var(--accent);font-size:14px;font-weight:600;margin:0 0 4px}
section>h2{font-size:24px;line-height:1.3;font-weight:650;letter-spacing:-.01em;margin:0 0 8px;text-wrap:balance}
.lead{color:var(--quiet);margin:0 0 12px;max-width:84ch;font-size:15px}
h3{font-size:17px;line-height:1.4;font-weight:650;margin:24px 0 10px;text-wrap:pretty}
h3.goal{font-size:19px;margin:28px 0 0;padding-top:12px;border-top:1px solid var(--rule)}
h3.goal+figure,h3.goal+.table,h3.goal+.facts{margin-top:16px}
.facts{display:grid;grid-template-columns:repeat(auto-fill,minmax(220px,1fr));gap:20px 32px;margin:0 0 20px}
.facts dt{font-size:14px;color:var(--quiet);display:flex;gap:8px;align-items:baseline}
.facts dd{margin:2px 0 0}.facts .big{overflow-wrap:normal;font-size:30px;line-height:1.2;font-weight:600;letter-spacing:-.01em;display:block}
.facts .big.none{font-size:20px;color:var(--quiet);font-weight:500}
.facts .note{font-size:14px;color:var(--quiet)}
.badge{display:inline-block;font-size:11px;line-height:16px;font-weight:600;padding:0 5px;border-radius:4px;
border:1px solid var(--rule);color:var(--quiet);background:var(--panel);vertical-align:1px;white-space:nowrap;font-style:normal}
.badge.A,.badge.B{border-color:var(--accent);color:var(--accent)}.badge.D,.badge.C{border-color:var(--grey)}
.badge.counted,.badge.activity{font-weight:500;background:none}
ul.findings{list-style:none;margin:0;padding:0}
ul.findings li{padding:7px max(0px,calc(100% - 104ch)) 7px 0;font-size:15px;border-top:1px solid var(--rule)}ul.findings li:last-child{border-bottom:1px solid var(--rule)}
ul.findings .badge{margin-left:8px}
ul.checks{list-style:none;margin:0;padding:0}
ul.checks li{display:grid;grid-template-columns:20px minmax(120px,190px) 1fr;gap:0 8px;padding:10px 0;
border-top:1px solid var(--rule)}
ul.checks li:last-child{border-bottom:1px solid var(--rule)}ul.checks .light{margin-top:7px}
ul.checks b{font-weight:600}ul.checks li>span:last-child{max-width:72ch}
ul.notes{margin:14px 0 0;padding:10px 20px 10px 36px;background:var(--panel);border-radius:8px;color:var(--quiet);font-size:15px}
ul.notes li:only-child{list-style:none;margin-left:-16px}
dl.terms{display:grid;grid-template-columns:minmax(120px,210px) 1fr;gap:0 24px;margin:0;font-size:15px}
dl.terms dt{font-weight:600;padding:8px 0;border-top:1px solid var(--rule)}
dl.terms dd{margin:0;padding:8px 0;border-top:1px solid var(--rule);color:var(--quiet);max-width:72ch}
figure{margin:18px 0 0}figure h3{margin-top:0}
figure.small h3{font-size:15px;font-weight:600;margin:0 0 8px}
svg{display:block}svg.shares{max-width:100%}svg.weeks{width:100%;max-width:760px;height:auto}svg.shares{width:100%;height:18px}
@media screen and (min-width:1100px){figure.field{float:left;width:64%}figure.field .scroll{margin:0;padding:0}figure.field+ul.findings{overflow:hidden;margin:18px 0 0;padding-left:28px}figure.field+ul.findings li{font-size:14px;line-height:1.4;padding:5px 0}
figure.field~details,figure.field~.table{clear:both}
.cards:has(>:only-child){float:left;width:33%;grid-template-columns:minmax(0,1fr)}.cards:has(>:only-child)+ul.findings{overflow:hidden;padding-left:36px}.cards~details,.cards~.table{clear:both}}
svg text{font-size:11px;fill:var(--quiet)}svg .named{paint-order:stroke;stroke:var(--paper);stroke-width:4px;stroke-linejoin:round}svg .grid{stroke:var(--rule);stroke-width:1}
.tone-strong{fill:var(--accent);background:var(--accent)}.tone-medium{fill:var(--accent-2);background:var(--accent-2)}
.tone-light{fill:var(--accent-3);background:var(--accent-3)}.tone-grey{fill:var(--grey);background:var(--grey)}
svg .soft{fill:var(--soft)}svg .pale{fill:var(--rule)}svg .whisker{stroke:var(--quiet);stroke-width:1}
svg .dot{fill:var(--accent)}svg .zero{stroke:var(--quiet);stroke-width:1}svg .start{stroke:var(--accent);stroke-dasharray:3 3}
svg .band{stroke:var(--accent-2);stroke-width:3;stroke-linecap:round;opacity:.55}svg .before .dot{fill:var(--faint)}svg .before .band{stroke:var(--grey)}
svg.trend path{fill:none;stroke:var(--accent-2);stroke-width:1.5;stroke-linejoin:round}
ul.legend{list-style:none;display:flex;flex-wrap:wrap;gap:4px 20px;margin:10px 0 0;padding:0;font-size:14px;color:var(--quiet)}
.key{display:inline-block;width:10px;height:10px;border-radius:2px;margin-right:6px}
.table{margin:16px 0 0}.table h3{margin:0 0 10px}.scroll{overflow-x:auto;margin:0 -32px;padding:0 32px}
.latest{direction:rtl}.latest>*{direction:ltr;margin-left:0;margin-right:auto}
table{border-collapse:collapse;width:100%;font-size:14px;line-height:1.4}
th,td{padding:8px 12px 8px 0;text-align:left;vertical-align:middle;border-top:1px solid var(--rule);font-weight:400}
th:last-child,td:last-child{padding-right:0}
thead th{border-top:0;border-bottom:1px solid var(--ink);color:var(--quiet);font-size:13px;vertical-align:bottom;
overflow-wrap:normal;line-height:1.35}
thead th{white-space:nowrap}thead th.n{white-space:normal}thead .badge{display:table;margin-top:3px;font-size:10.5px;line-height:15px}
thead th.n .badge{margin-left:auto}
tbody tr:first-child>*{border-top:0}
th.n,td.n{text-align:right;white-space:nowrap}td.n svg.trend{display:inline-block;vertical-align:middle}
.with-bar .why{display:inline-block;white-space:normal;width:6.5em;vertical-align:middle}svg .axis{stroke:var(--faint);stroke-width:1}.with-bar{display:grid;grid-template-columns:1fr 88px;gap:10px;align-items:center}
td.id{white-space:nowrap}th[scope=row]{max-width:260px;min-width:130px}
td.long{min-width:140px;max-width:340px}
.secondary{color:var(--faint)}td.secondary{color:var(--quiet)}
.none{color:var(--quiet);cursor:help;text-decoration:underline dotted var(--faint);text-underline-offset:3px}
.pm{color:var(--quiet)}
thead button{all:unset;cursor:pointer;font:inherit;color:inherit}thead button:focus-visible{outline:2px solid var(--accent)}
thead button:hover{color:var(--ink)}th[aria-sort=ascending] button::after{content:" \\2191"}
th[aria-sort=descending] button::after{content:" \\2193"}
.js tr.folded{display:none}.js .open tr.folded{display:table-row}
.more{margin:10px 0 0;font:inherit;font-size:14px;color:var(--accent);background:none;border:1px solid var(--rule);
border-radius:6px;padding:4px 12px;cursor:pointer}.more[hidden]{display:none}
details{border-top:1px solid var(--rule);margin:0}details:last-of-type{border-bottom:1px solid var(--rule)}
summary{cursor:pointer;padding:12px 0;font-weight:600;font-size:15px}details .table{margin:0 0 24px}
ul.checks+details,ul.notes+details,figure+details{margin-top:32px}
.nb{white-space:nowrap}.note-line{font-size:14px;color:var(--quiet);margin:10px 0 0;max-width:84ch}
footer{padding-top:72px;padding-bottom:56px;color:var(--quiet);font-size:14px}
footer p{border-top:1px solid var(--rule);padding-top:16px;margin:0}
@media screen and (max-width:760px){main,header.top,footer{padding-left:18px;padding-right:18px}header.top{padding-top:32px}
header.top h1{font-size:27px}.opening,.cards,.strip{grid-template-columns:minmax(0,1fr);gap:16px}.strip{grid-template-columns:repeat(2,minmax(0,1fr))}section{padding-top:32px}
.pace{grid-template-columns:minmax(0,1fr) minmax(0,1fr)}.pace>li>div{border:0;padding:3px 0}.pace>li>div:nth-child(-n+2){border-top:1px solid var(--rule);padding-top:8px}.pace>li>div:first-child{grid-column:1;padding-right:12px}
.pace>li>div:nth-child(4){text-align:left;padding-right:12px}.pace>li>div:nth-child(5){text-align:right}.pace [data-h]::before{content:attr(data-h) " ";font-size:13px;color:var(--quiet)}
.pace>li>div:nth-child(3){grid-column:1/-1}.pace>li.heads{display:none}
table.rows,table.rows tbody,table.rows tr,table.rows td,table.rows th[scope=row]{display:block;width:100%;max-width:none}table.rows thead{display:none}
table.rows tr{border-top:1px solid var(--ink);padding:6px 0}table.rows td,table.rows th[scope=row]{border:0;padding:2px 0;display:flex;justify-content:flex-start;
gap:12px;text-align:left;white-space:normal;align-items:center}table.rows td::before{content:attr(data-h);color:var(--quiet);flex:none;max-width:50%;margin-right:auto}table.rows th[scope=row]{font-weight:650}
.js table.rows tr.folded{display:none}.js .open table.rows tr.folded{display:block}section>h2{font-size:22px}
.scroll{margin:0 -18px;padding:0 18px}ul.checks li{grid-template-columns:20px 1fr}ul.checks li>span:last-child{grid-column:2}
dl.terms{grid-template-columns:1fr}dl.terms dd{border-top:0;padding-top:0}.facts{display:flex;flex-wrap:wrap;gap:20px 16px}.facts>div{flex:1 1 42%;min-width:min-content}
.facts .big{font-size:23px}.facts dt{flex-wrap:wrap;gap:0 8px}svg.weeks{min-width:720px}table{font-size:13px}}
@page{size:A4;margin:17mm 14mm 14mm;@bottom-right{content:counter(page) " / " counter(pages);font:8pt system-ui,sans-serif;color:#444}}
.in-print{display:none}
@media print{body>svg{position:absolute}:root{color-scheme:light;--ink:#000;--quiet:#444;--faint:#555;--rule:#ccc;--paper:#fff;--panel:#fff;
--accent:#0b6e6e;--accent-2:#5fa9a6;--accent-3:#a9d2cf;--soft:#cfe5e3;--grey:#c3c9d0;--care:#9a5b00;--bad:#b3261e;--good:#1d7a46;--up:#e3f1ef;--down:#fbe9e7}
body{font-size:10pt;line-height:1.45;overflow-wrap:break-word}main,header.top,footer{max-width:none;padding:0}nav,.more,.skip,.tools,.copy{display:none!important}header.top{padding-top:0}
header.top h1{font-size:19pt}.opening{gap:0 18px;margin-top:12pt;grid-template-columns:minmax(0,1.15fr) minmax(0,1fr) minmax(0,1fr)}.opening h2{font-size:12pt}
.opening p,table.targets,ol.decisions li,.strip{font-size:8.5pt;line-height:1.4}ol.decisions b{font-size:9.5pt}.strip{gap:0 18px}.strip dt{font-size:8pt}
table.targets td,table.targets th{white-space:normal!important;padding:3px 6px 3px 0}table.targets .mark{padding:0 4px}table.targets small{font-size:7pt}
section{padding-top:18pt}section>h2{font-size:15pt}section details.part>summary h2{font-size:12.5pt}.lead{font-size:9.5pt}ul.findings li,ul.notes,.note-line{font-size:9pt}
h1,h2,h3,.question,.lead,summary,dl.terms dt{break-after:avoid}h1,h2,h3,.question,.lead,figure,tr,li,.card,.facts>div,.pace,.strip,.table,dl.terms dd{break-inside:avoid}
details>summary{list-style:none}details>summary::-webkit-details-marker{display:none}summary{padding:6px 0;font-size:9.5pt}
details:not([open])>summary .in-print{display:inline;font-weight:400;color:var(--quiet)}.js .table:not(.open)>.in-print{display:block}
.scroll{overflow:visible;margin:0;padding:0}table{font-size:8pt}thead th{font-size:7.5pt}td,th,thead th{padding:3px 6px 3px 0;white-space:normal!important}
th.n,td.n,td.id{overflow-wrap:normal}.with-bar{grid-template-columns:1fr 54px;gap:6px}.with-bar svg{width:54px}.badge{font-size:7pt;line-height:1.4;padding:0 3px}thead .badge{font-size:6.5pt;line-height:1.4}
th[scope=row],td.long{min-width:0;max-width:none}td.n svg.trend{width:48px}thead{display:table-header-group}svg.weeks{max-width:none}
.pace{grid-template-columns:minmax(0,1.4fr) minmax(0,.9fr) minmax(0,1.8fr) minmax(0,1.2fr) minmax(0,1.2fr);gap:0;font-size:9pt}.pace>li>div{padding-right:12px}.pace small{font-size:8pt}
.cards{gap:12px 18px}.card h3{font-size:10.5pt}.card p,.card blockquote{font-size:8.5pt}.facts{grid-template-columns:repeat(4,minmax(0,1fr));gap:8px 16px}.facts dt,.facts .note{font-size:8.5pt}.facts .big{font-size:16pt}
*{-webkit-print-color-adjust:exact;print-color-adjust:exact}.none{text-decoration:none}}
`;
