// What alerts and tasks are about, in both languages. A kind that is not known here is its own name.

import { nameOf } from './catalogue.js';
import { dueTime } from './figures.js';
import { caseName, isolationName, valueName, wordsOf } from './record-words.js';
import { language, say } from './words.js';

const alerts = {
  fever: ['发热', 'Fever'], missedCheck: ['漏测', 'Check missed'], case: ['病例', 'Case'],
  testPositive: ['核酸阳性', 'Test positive'], testOverdue: ['核酸逾期', 'Test overdue'],
  incident: ['异常情况', 'Incident'], redCode: ['红码', 'Red code'], unmanned: ['卡点无人值守', 'Checkpoint unmanned'],
  shiftEmpty: ['排班空岗', 'Shift not taken'], lowStock: ['物资不足', 'Low stock'], reportLate: ['日报未报', 'Report late'],
  gatheringOver: ['聚集超员', 'Gathering above plan'], hazardOverdue: ['隐患逾期', 'Hazard overdue'],
  noticeOverdue: ['通知未签收', 'Notice not acknowledged'], isolationBreach: ['违反隔离', 'Isolation broken'],
};

const tasks = {
  check: ['健康监测', 'Health check'], release: ['解除隔离', 'Release'], test: ['核酸检测', 'Test'],
  report: ['日报告', 'Daily report'], shift: ['值班', 'Shift'], quota: ['定额任务', 'Quota'],
  hazard: ['隐患整改', 'Hazard to fix'], survey: ['入户摸排', 'Survey'],
};

const nameIn = (words, kind) => words[kind]?.[language() === 'zh' ? 0 : 1] ?? kind;

export const alertKindName = kind => nameIn(alerts, kind);
export const taskKindName = kind => nameIn(tasks, kind);

// Alerts and tasks carry codes where the system has a vocabulary; what people wrote stands as it is.

export const alertSubject = ({ kind, subject }) =>
  (kind === 'incident' || kind === 'lowStock' ? valueName(subject) : subject);

export function alertText({ kind, text }) {
  switch (kind) {
    case 'case': return caseName(text);
    case 'missedCheck': return wordsOf(text);
    case 'testOverdue': return dueTime(text);
    case 'lowStock': return text.replace(/^(\S+) < (\S+)$/, (_, left, least) => say('stockLow', left, least));
    default: return text;
  }
}

export function taskSubject({ kind, subject }) {
  if (kind === 'quota') return nameOf(subject);
  return kind === 'survey' ? say('round', subject) : subject;
}

export function taskText({ kind, text }) {
  switch (kind) {
    case 'check': return wordsOf(text);
    case 'release': return isolationName(text);
    case 'test': return dueTime(text);
    default: return text;
  }
}
