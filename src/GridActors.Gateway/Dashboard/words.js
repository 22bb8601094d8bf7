// The page's own words in both languages, and which language is on. Names of indicators come from the catalogue.

const langKey = 'gridactors.lang';

const words = {
  product: ['网格疫情防控', 'GridActors'],
  tagline: ['实时看板', 'live board'],
  language: ['语言', 'Language'],
  home: ['全部', 'All units'],
  path: ['上级单位', 'Parent units'],
  closed: ['已撤销', 'closed'],
  planned: ['在册 {0} 户', '{0} households planned'],
  version: ['版本 {0}', 'version {0}'],

  connecting: ['连接中', 'Connecting'],
  live: ['实时', 'Live'],
  reconnecting: ['正在重连', 'Reconnecting'],
  offline: ['已断开', 'Offline'],
  changedAgo: ['{0}前有变动', 'changed {0} ago'],
  changedNow: ['刚刚有变动', 'changed just now'],
  staleFor: ['数字停在 {0}前', 'figures {0} old'],
  seconds: ['{0} 秒', '{0} s'],
  minutes: ['{0} 分钟', '{0} min'],
  hours: ['{0} 小时', '{0} h'],
  days: ['{0} 天', '{0} d'],

  day: ['日期', 'Day'],
  dayEarlier: ['前一天', 'Earlier day'],
  dayLater: ['后一天', 'Later day'],
  latest: ['{0} · 最新', '{0} · latest'],
  pastDay: ['以下为 {0} 当日终了时的数字', 'As things stood at the end of {0}'],
  backToLatest: ['回到最新', 'Back to the latest'],

  headline: ['要情', 'At a glance'],
  topics: ['各项数字', 'All figures'],
  otherTopic: ['其他', 'Other'],
  inAll: ['累计 {0}', '{0} in all'],
  changeOnDay: ['当日 {0}', '{0} that day'],
  flowCaption: ['当日', 'that day'],
  levelCaption: ['现有', 'now'],
  levelCaptionPast: ['日终', 'day’s end'],
  moreFigures: ['另外 {0} 项', '{0} more'],
  fewerFigures: ['收起', 'Fewer'],
  noFigures: ['还没有记录。收到第一条记录后，数字会出现在这里。',
    'No records yet. Figures appear here with the first record.'],

  byUnit: ['看各下级', 'by unit'],
  topicNav: ['各主题', 'Topics'],
  columns: ['表列', 'Columns'],
  columnsOverview: ['要情', 'At a glance'],

  bulletin: ['通报', 'Bulletin'],
  bulletinOpen: ['看当日通报', 'Read the day’s bulletin'],
  bulletinClose: ['收起', 'Close'],
  bulletinLoading: ['正在汇总…', 'Being drawn up…'],
  bulletinTrouble: ['现在取不到通报（{0}）。', 'The bulletin cannot be had now ({0}).'],

  chartFlow: ['每日发生', 'per day'],
  chartLevel: ['每日终了时', 'at the end of each day'],
  chartHint: ['点按某一天，看那天的数字', 'Tap a day to see its figures'],
  chartLabel: ['{0}，{1}，{2} 至 {3}，最高 {4}', '{0}, {1}, {2} to {3}, highest {4}'],
  chartEmpty: ['这一项还没有逐日数据', 'No daily figures for this yet'],

  children: ['下级构成', 'Who contributes'],
  childrenOf: ['{0}：现有数由谁构成', 'Who makes up: {0}'],
  childrenOfFlow: ['{0}：累计数由谁构成', 'Who makes up: {0} (in all)'],
  latestFigures: ['{0}（最新）', '{0} – latest figures'],
  unit: ['单位', 'Unit'],
  share: ['占比', 'Share'],
  own: ['本级自身', 'Its own records'],
  sum: ['合计', 'Sum'],
  moved: ['已迁出', 'moved away'],
  filter: ['按名称或编码筛选', 'Filter by name or code'],
  allKinds: ['全部类别', 'All kinds'],
  shown: ['{0} / {1} 个', '{0} of {1}'],
  showMore: ['再显示 {0} 个', 'Show {0} more'],
  noMatch: ['没有符合的下级单位', 'No unit matches'],
  noChildren: ['没有下级单位', 'No units below'],
  sortBy: ['按「{0}」排序', 'Sort by {0}'],
  addsUp: ['✓ 账实相符', '✓ Adds up'],
  addsUpTip: ['版本 {0}：本级自身加各下级，{1} 项逐项等于本单位总数',
    'Version {0}: its own and all children make the unit’s total in each of {1} figures'],
  addsUpNot: ['✗ 对不上', '✗ Does not add up'],
  addsUpNotTip: ['版本 {0}：{1} 合计 {2}，总数 {3}', 'Version {0}: {1} sums to {2}, the total is {3}'],
  addsUpVersion: ['各下级的版本', 'versions'],
  addsUpChecking: ['核对中…', 'Checking…'],
  addsUpCheckingTip: ['等待同一版本的总数与构成', 'Waiting for totals and parts of one version'],

  history: ['记录', 'Records'],
  newestFirst: ['最新在前', 'newest first'],
  older: ['更早的记录', 'Earlier records'],
  noRecords: ['还没有记录', 'No records yet'],
  voided: ['已更正', 'voided'],
  by: ['{0} 填报', 'by {0}'],

  alerts: ['预警', 'Alerts'],
  alertState: ['预警状态', 'State of alerts'],
  'alert-open': ['未处理', 'Open'],
  'alert-acknowledged': ['已签收', 'Acknowledged'],
  'alert-closed': ['已关闭', 'Closed'],
  moreAlerts: ['更早的预警', 'Earlier alerts'],
  noAlerts: ['没有这样的预警', 'No such alerts'],
  acknowledge: ['签收', 'Acknowledge'],
  closeAlert: ['关闭', 'Close'],
  alertTrouble: ['没有记下（{0}），请再试一次。', 'Not recorded ({0}). Try again.'],
  tasks: ['待办', 'To do'],
  dueBy: ['{0} 前', 'by {0}'],
  round: ['第 {0} 轮', 'round {0}'],
  stockLow: ['库存 {0}，最低 {1}', '{0} left, minimum {1}'],
  more: ['更多', 'More'],

  traces: ['轨迹', 'Traces'],
  tracesWhat: ['到过哪里，和谁同行', 'where they were, and with whom'],
  tracesBy: ['按什么查', 'Search by'],
  byPerson: ['人员', 'Person'],
  byVehicle: ['车辆', 'Vehicle'],
  byTrip: ['车次 / 航班', 'Trip'],
  idType: ['证件', 'Document'],
  nationalId: ['身份证', 'National id'],
  passport: ['护照', 'Passport'],
  otherId: ['其他证件', 'Other'],
  idNumber: ['证件号码', 'Number'],
  personName: ['姓名', 'Name'],
  personPhone: ['电话', 'Telephone'],
  plateOrTrip: ['车牌或车次', 'Plate or trip code'],
  fromDay: ['从', 'From'],
  toDay: ['到', 'To'],
  tracesFind: ['查轨迹', 'Search'],
  tracesForget: ['清除', 'Clear'],
  tracesHint: ['填证件号码，或姓名加电话；不填日期查最近 45 天。查询内容不进网址，关页即忘。',
    'A number, or name and telephone. Without dates the last 45 days. Nothing of it stands in an address or is kept.'],
  tracesNeed: ['请填证件号码，或姓名和电话，或车牌、车次。', 'Enter a number, or name and telephone, or a plate or trip.'],
  tracesUnclear: ['查不了：证件号码、车牌或车次可能有误。', 'That cannot be searched: check the number, plate or trip.'],
  tracesRange: ['日期范围不对：先后颠倒，或者超过 366 天。', 'The dates are in the wrong order, or more than 366 days.'],
  tracesForbidden: ['这个令牌不能查轨迹（{0}）。', 'This token may not search traces ({0}).'],
  tracesTrouble: ['现在查不了（{0}），请再试一次。', 'Cannot be searched now ({0}). Try again.'],
  tracesNone: ['这些天里没有找到。', 'Nothing found in these days.'],
  tracesAll: ['共 {0} 条，最新在前', '{0} found, newest first'],
  tracesSome: ['最新的 {0} 条，还有更早的', 'the newest {0}, there are earlier ones'],
  tracesMore: ['更早的轨迹', 'Earlier traces'],
  traceVehicle: ['车 {0}', 'Vehicle {0}'],
  traceTrip: ['车次 {0}：看同行的人', 'Trip {0}: who shared it'],
  traceShared: ['车次 {0} 的同行人员：{1} 人', 'Shared trip {0}: {1} people'],
  traceVehicles: ['车辆：{0}', 'Vehicles: {0}'],
  traceIsolated: ['{0}，自 {1}', '{0} since {1}'],

  chooseRoot: ['选择一个地区', 'Choose an area'],
  chooseRootText: ['这里有多个最高一级的单位。', 'There are several units at the top.'],
  emptyTitle: ['还没有任何单位', 'No units yet'],
  emptyText: ['装入单位后，本页会自动显示。', 'This page fills by itself as soon as there are some.'],
  emptyDemo: ['先看看效果：运行岚县演示（乡镇、村、卡点和几天的记录）',
    'To look around: run Lan County, with its townships, villages, checkpoints and several days of records'],
  emptyImport: ['装入自己的单位：CSV 表，列为 code,name,kind,parent',
    'To load your own: a CSV table with the columns code,name,kind,parent'],
  emptyPost: ['或者通过接口装入', 'Or over HTTP'],

  tokenText: ['只保存在本标签页，关闭后即忘。', 'Kept in this tab only and forgotten when it closes.'],
  tokenLabel: ['访问令牌', 'Access token'],
  tokenSend: ['进入', 'Continue'],
  tokenWrong: ['令牌无效或已过期，请重新输入。', 'That token is not valid any more, or never was.'],
  tryAgain: ['再试一次', 'Try again'],
  toTheTop: ['回到首页', 'Back to the top'],
  technical: ['代码 {0}', 'code {0}'],
};

const kinds = {
  province: ['省', 'Province'], prefecture: ['市州', 'Prefecture'], county: ['县区', 'County'],
  township: ['乡镇', 'Township'], village: ['村', 'Village'], grid: ['网格', 'Grid'],
  community: ['小区', 'Community'], household: ['户', 'Household'], institution: ['单位', 'Institution'],
  checkpoint: ['卡点', 'Checkpoint'],
};

const tiers = {
  county: ['县级', 'county tier'], township: ['乡级', 'township tier'], village: ['村级', 'village tier'],
  'natural-village': ['自然村', 'natural village'], community: ['小区', 'community tier'],
  roadblock: ['封路点', 'roadblock'],
};

// The catalogue names a unit of measure in one language only; the common ones are known here in both.
const things = {
  person: ['人', 'people'], household: ['户', 'households'], record: ['次', ''], check: ['次', ''],
  checkpoint: ['个', ''], road: ['处', ''], unit: ['个', ''], alert: ['条', ''], team: ['支', ''],
};
const quantities = {
  minute: ['分钟', 'min'], minutes: ['分钟', 'min'], yuan: ['元', 'yuan'], litre: ['升', 'litres'],
  litres: ['升', 'litres'], pair: ['双', 'pairs'], pairs: ['双', 'pairs'],
};

let lang = chosenLanguage();

function chosenLanguage() {
  const kept = localStorage.getItem(langKey);
  if (kept === 'zh' || kept === 'en') return kept;
  return navigator.language.startsWith('zh') ? 'zh' : 'en';
}

export const language = () => lang;

export function chooseLanguage(chosen) {
  lang = chosen;
  localStorage.setItem(langKey, chosen);
}

const pick = pair => pair[lang === 'zh' ? 0 : 1];

/** The page's word for `key`, its places `{0}`, `{1}` filled in. */
export const say = (key, ...fill) => pick(words[key]).replace(/\{(\d)\}/g, (_, place) => fill[place]);

export const kindName = kind => (kinds[kind] ? pick(kinds[kind]) : kind);
export const tierName = tier => (tiers[tier] ? pick(tiers[tier]) : tier);
/** An English word that is not known here says nothing in a Chinese sentence; a deployment's own `盏` does. */
export function measureName(measure = '') {
  const known = things[measure] ?? quantities[measure];
  if (known) return pick(known);
  return lang === 'zh' && /^[A-Za-z ]+$/.test(measure) ? '' : measure;
}

/** The measure where the figure's name does not say it already: minutes, litres and yuan, not people at home. */
export const quantityName = measure => (quantities[measure] ? pick(quantities[measure]) : '');

/** A span of time in its largest fitting unit. */
export function spanOf(seconds) {
  if (seconds < 60) return say('seconds', Math.floor(seconds));
  if (seconds < 3_600) return say('minutes', Math.floor(seconds / 60));
  if (seconds < 86_400) return say('hours', Math.floor(seconds / 3_600));
  return say('days', Math.floor(seconds / 86_400));
}
