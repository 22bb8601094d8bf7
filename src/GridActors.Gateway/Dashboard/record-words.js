// What a record says, in the reader's words: names of record types and of the fields that appear in most of them.

import { nameOf } from './catalogue.js';
import { language } from './words.js';

const types = {
  'unit.register': ['登记单位', 'Unit registered'], 'unit.amend': ['修改单位', 'Unit amended'],
  'unit.move': ['单位迁移', 'Unit moved'], 'unit.close': ['撤销单位', 'Unit closed'],
  'record.void': ['更正', 'Correction'], 'household.survey': ['摸排', 'Survey'],
  'returnee.register': ['返乡登记', 'Returnee registered'], 'returnee.leave': ['返乡人员离开', 'Returnee left'],
  'isolation.start': ['开始隔离', 'Isolation started'], 'isolation.transfer': ['转换隔离', 'Isolation changed'],
  'isolation.end': ['解除隔离', 'Isolation ended'], 'health.check': ['健康监测', 'Health check'],
  'case.report': ['病例报告', 'Case reported'], 'test.order': ['安排核酸', 'Test ordered'],
  'test.result': ['核酸结果', 'Test result'], visit: ['走访', 'Visit'], 'need.raise': ['反映需求', 'Need raised'],
  'need.resolve': ['解决需求', 'Need resolved'], delivery: ['代购配送', 'Delivery'],
  'migrant.register': ['外出务工登记', 'Migrant worker registered'],
  'migrant.contact': ['联系务工人员', 'Migrant worker contacted'], 'job.seek': ['求职登记', 'Job sought'],
  'job.depart': ['外出就业', 'Left for a job'], 'watch.pair': ['结对监督', 'Watch paired'],
  'watch.end': ['结束结对', 'Watch ended'], 'checkpoint.open': ['卡点启用', 'Checkpoint opened'],
  'checkpoint.close': ['卡点关闭', 'Checkpoint closed'], passage: ['通行', 'Passage'],
  incident: ['异常情况', 'Incident'], 'shift.plan': ['排班', 'Shift planned'], 'shift.signIn': ['签到', 'Signed in'],
  'shift.signOut': ['签退', 'Signed out'], 'supply.receive': ['物资入库', 'Supplies received'],
  'supply.use': ['物资使用', 'Supplies used'], 'supply.transfer': ['物资调拨', 'Supplies transferred'],
  'supply.count': ['物资盘点', 'Stocktake'], 'supply.minimum': ['最低库存', 'Minimum stock'],
  'staff.enrol': ['人员入列', 'Staff enrolled'], 'staff.leave': ['人员离列', 'Staff left'],
  'team.form': ['组建队伍', 'Team formed'], 'team.dissolve': ['解散队伍', 'Team dissolved'],
  disinfection: ['消杀', 'Disinfection'], 'report.submit': ['日报告', 'Daily report'],
  'gathering.report': ['聚集报备', 'Gathering reported'], 'gathering.decide': ['聚集审批', 'Gathering decided'],
  'gathering.inspect': ['聚集检查', 'Gathering inspected'], 'gathering.stop': ['制止聚集', 'Gathering stopped'],
  'violation.stop': ['劝阻', 'Violation stopped'], 'closure.set': ['关停', 'Closure set'],
  'closure.lift': ['解除关停', 'Closure lifted'], publicity: ['宣传', 'Publicity'],
  'contact.assign': ['联户', 'Contact assigned'], 'contact.release': ['解除联户', 'Contact released'],
  inspection: ['检查', 'Inspection'], 'hazard.fix': ['隐患整改', 'Hazard fixed'], patrol: ['巡查', 'Patrol'],
  meeting: ['会议', 'Meeting'], 'agreement.sign': ['签订责任书', 'Agreement signed'], donation: ['捐款', 'Donation'],
  'sweep.start': ['开始排查', 'Sweep started'], 'quota.set': ['下达任务数', 'Quota set'],
  'notice.issue': ['下发通知', 'Notice issued'], 'notice.acknowledge': ['通知签收', 'Notice acknowledged'],
  supervision: ['督查', 'Supervision'], commendation: ['表扬', 'Commendation'],
  'accountability.talk': ['约谈', 'Accountability talk'], tally: ['计数', 'Tally'],
  'time.passed': ['到期核对', 'Deadline passed'], 'supply.arrive': ['物资到货', 'Supplies arrived'],
  'message.settled': ['送达确认', 'Delivery settled'],
  'alert.acknowledge': ['警报签收', 'Alert acknowledged'], 'alert.close': ['警报关闭', 'Alert closed'],
};

const fields = {
  direction: '方向', people: '人数', vehicle: '车牌', temperature: '体温', code: '健康码', outcome: '结果', from: '来自',
  person: '人员', round: '轮次', persons: '人口', members: '成员', categories: '类别', residence: '居住', place: '地点',
  class: '来源', arrived: '到达', kind: '种类', days: '天数', checksPerDay: '每日次数', session: '时段', reason: '原因',
  purpose: '目的', status: '状态', result: '结果', count: '数量', quantity: '数量', item: '物资', how: '方式',
  worker: '人员', role: '职务', name: '名称', parent: '上级', tier: '层级', text: '内容', what: '事项', need: '需求',
  severity: '程度', source: '来源设备', seq: '序号', households: '户数', trip: '车次', outsider: '外来', team: '专班',
  notice: '通知', addressee: '签收单位', title: '标题', gathering: '报备编号', decision: '决定', attended: '到场',
  planned: '计划', measures: '措施', target: '对象', finding: '发现', indicator: '指标', per: '按', due: '期限',
  venue: '场所', venueKind: '类别', hazards: '隐患', hazard: '隐患编号', member: '联系人', with: '签订方', yuan: '元',
  litres: '升', key: '预警', watcher: '监督人', risk: '风险', means: '方式', skill: '技能', branch: '支部', post: '岗位',
  remarks: '备注', through: '截至',
  date: '日期', workers: '人员', shift: '班次', to: '至', items: '物品', symptoms: '症状', occupation: '职业',
};

const values = {
  in: '进', out: '出', pass: '放行', turnedBack: '劝返', held: '留置', transferred: '移交', green: '绿码',
  yellow: '黄码', red: '红码', none: '无', home: '居家', central: '集中', medical: '医学观察', am: '上午', pm: '下午',
  registered: '户籍', outsider: '外来', wuhan: '武汉', viaWuhan: '途经武汉', hubei: '湖北', keyArea: '重点地区',
  overseas: '境外', outOfProvince: '省外', outOfCity: '市外', outOfCounty: '县外', released: '期满', other: '其他',
  student: '学生', negative: '阴性', positive: '阳性', low: '一般', high: '严重', mask: '口罩', outreach: '宣传',
  condolence: '慰问', followUp: '回访', counselling: '心理疏导', household: '户', checkpoint: '卡点',
  township: '乡镇', grid: '网格', day: '日', wedding: '婚事', funeral: '丧事', banquet: '宴请', fair: '集会', market: '市场',
  religious: '宗教活动', deferred: '延期', simplified: '从简', cancelled: '取消', approved: '同意', crowding: '聚集',
  rumour: '谣言', fireworks: '燃放烟花', pricing: '哄抬物价', broadcast: '广播', letter: '公开信', banner: '横幅',
  notice: '通告', board: '板报', brochure: '宣传册', vehicle: '宣传车', leaflet: '宣传单', thermometer: '体温计',
  disinfectant: '消毒液', disinfectantBox: '消毒液(箱)', coat: '大衣', gloves: '手套', gown: '防护服', alcohol: '酒精',
  handbook: '手册', food: '食品', purchased: '采购', donated: '捐赠', allocated: '调拨', partyMember: '党员',
  villageCadre: '村干部', gridWorker: '网格员', volunteer: '志愿者', doctor: '医生', police: '民警',
  closeContact: '密接', suspected: '疑似', confirmed: '确诊', phone: '电话', visit: '上门', staysPut: '就地过年',
  responsibility: '责任状', pledge: '承诺书', supermarket: '超市', restaurant: '餐饮店', pharmacy: '药店', clinic: '诊所',
  coldChain: '冷链', delicatessen: '熟食店', school: '学校', worker: '务工', job: '就业', relief: '救助',
  consumption: '消费帮扶', vanguard: '先锋队', partyGroup: '党小组', partyOrganisation: '党组织', villageLeader: '村干部',
  townshipCadre: '乡镇干部', publicity: '宣传队', headquarters: '指挥部', supervision: '督查组',
  village: '村级', lowIncome: '低保', fiveGuarantee: '五保', disabled: '残疾', seriousIllness: '大病',
  unstable: '脱贫不稳定', marginal: '边缘易致贫', registeredPoor: '建档立卡', province: '省', prefecture: '市州',
  county: '县区', community: '小区', institution: '单位', 'natural-village': '自然村', roadblock: '封路点',
  exposed: '暴露', coTraveller: '同行', recovered: '治愈', imported: '输入', local: '本地', onward: '续发',
  liveAnimalTrade: '活畜禽交易', slaughter: '屠宰', entertainment: '娱乐场所', gathering: '聚集', templeFair: '庙会',
  road: '道路', prevention: '联防', sanitation: '联卫', training: '培训', loan: '小额信贷', poster: '海报', slogan: '标语',
  display: '电子显示屏', message: '短信微信', nationalId: '身份证', passport: '护照', firstSecretary: '第一书记',
  workTeam: '驻村工作队员', gridLeader: '网格长', delegate: '人大代表', mediator: '调解员', groupHead: '村民组长',
  povertyOfficer: '扶贫专干', buyer: '代购员', goggles: '护目镜', leadingGroup: '领导小组', workingGroup: '工作组',
  temporaryBranch: '临时党支部', commando: '突击队', duty: '值班组',
};

const cases = {
  exposed: ['暴露', 'exposed'], closeContact: ['密接', 'close contact'], coTraveller: ['同行', 'co-traveller'],
  suspected: ['疑似', 'suspected'], confirmed: ['确诊', 'confirmed'], recovered: ['治愈', 'recovered'],
};

const isolations = {
  home: ['居家隔离', 'isolated at home'], central: ['集中隔离', 'in central isolation'],
  medical: ['医学观察', 'under medical observation'],
};

const isChinese = () => language() === 'zh';

export const typeName = type => types[type]?.[isChinese() ? 0 : 1] ?? type;

export const caseName = status => cases[status]?.[isChinese() ? 0 : 1] ?? status;
export const isolationName = kind => isolations[kind]?.[isChinese() ? 0 : 1] ?? kind;

/** A code of the contract's in words. */
export const valueName = code => spell(code);

/** The codes among the words of a text that the system wrote, such as the session of `2020-02-08 am`, are spelled. */
export const wordsOf = text => text.split(' ').map(spell).join(' ');

/** The data of a record on one line: `进 · 人数 2 · 体温 36.5`. */
export function summaryOf(data) {
  return Object.entries(data ?? {})
    .map(([field, value]) => `${fieldName(field)} ${field === 'indicator' ? nameOf(value) : spell(value)}`.trim()).join(' · ');
}

const fieldName = field => (isChinese() ? fields[field] ?? field : field.replace(/([A-Z])/g, ' $1').toLowerCase());

function spell(value) {
  if (value === true) return isChinese() ? '是' : 'yes';
  if (value === false) return isChinese() ? '否' : 'no';
  if (Array.isArray(value)) return value.map(spell).join(isChinese() ? '、' : ', ');
  if (value && typeof value === 'object') return spellObject(value);
  return isChinese() ? values[value] ?? String(value) : String(value ?? '');
}

/**
 * A screen on an office wall is read by everybody who passes: of a person it shows the name and the end of the number,
 * enough to tell two people apart.
 */
export function personName({ id, phone, name }) {
  const number = String(id ?? phone ?? '');
  return [name, number && `…${number.slice(-4)}`].filter(Boolean).join(' ');
}

function spellObject(value) {
  if ('id' in value || 'phone' in value) return personName(value);
  return Object.values(value).map(spell).filter(Boolean).join(' ');
}
