// Which few of some two hundred figures a reader of this kind of unit looks for first. A choice of taste, kept apart.

const area = [
  'alerts.open', 'cases.confirmed', 'isolated.home', 'isolated.central', 'returnees.present', 'returnees.wuhan',
  'checkpoints.open', 'passages.people', 'households.surveyed', 'duty.onNow', 'checks', 'needs.open', 'checks.missed',
  'staff', 'tests.due', 'persons.checked', 'visits', 'gatherings.stopped', 'violations.stopped', 'publicity.actions',
];

const checkpoint = [
  'passages.in', 'passages.out', 'passages.people', 'passages.vehicles', 'passages.turnedBack', 'passages.fever',
  'duty.onNow', 'alerts.open', 'checkpoints.open', 'passages.outsiders',
];

const household = [
  'persons.surveyed', 'returnees.present', 'isolated.home', 'isolated.central', 'isolated.medical', 'checks',
  'checks.missed', 'checks.fever', 'needs.open', 'visits', 'deliveries', 'alerts.open',
];

const headlines = { checkpoint, household, institution: household };

const columns = {
  checkpoint: ['checkpoints.open', 'duty.onNow', 'passages.in', 'passages.out', 'passages.fever', 'alerts.open'],
  household: ['persons.surveyed', 'returnees.present', 'isolated.home', 'checks', 'needs.open', 'alerts.open'],
};

const areaColumns = [
  'alerts.open', 'isolated.home', 'returnees.present', 'checkpoints.open', 'passages.people', 'households.surveyed',
];

// What asks for somebody to act as soon as it is not zero; it is marked with a sign as well as with colour.
const alarming = new RegExp('^(' + [
  'alerts\\.open', 'cases\\.(confirmed|suspected)', 'checks\\.(missed|fever)', 'passages\\.(fever|code\\.red)',
  'tests\\.positive',
].join('|') + ')');

const headlineCountMax = 8;
const columnCountMax = 6;
const topicColumnCountMax = 24; // the table scrolls within its own box

/** The first few of `has` for this kind of unit. */
export function headlineOf(kind, has) {
  return (headlines[kind] ?? area).filter(has).slice(0, headlineCountMax);
}

/** Columns for children of these kinds, those that hold anything at all; each kind's first choice before any second. */
export function columnsOf(kinds, has) {
  const choices = kinds.map(kind => columns[kind === 'institution' ? 'household' : kind] ?? areaColumns);
  const rounds = Array.from({ length: Math.max(0, ...choices.map(choice => choice.length)) }, (_, round) =>
    choices.map(choice => choice[round]));
  return [...new Set(rounds.flat())].filter(code => code && has(code)).slice(0, columnCountMax);
}

/** Columns for a topic: its codes, in the catalogue's order, that hold anything at all. */
export const columnsOfTopic = (codes, has) => codes.filter(has).slice(0, topicColumnCountMax);

export const isAlarming = (code, value) => value > 0 && alarming.test(code);
