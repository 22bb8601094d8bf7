// What is to be done now at the unit on the screen and at all below it.

import { addressOf } from './address.js';
import { taskKindName, taskSubject, taskText } from './alert-words.js';
import { el, keyed, setAttribute, setText } from './dom.js';
import { dueTime } from './figures.js';
import { say } from './words.js';

const at = id => document.getElementById(id);

/** Tasks shown at first, and with each tap on "more". */
export const tasksPerPage = matchMedia('(max-width: 640px)').matches ? 4 : 10;

export function createTasks({ onMore }) {
  at('tasks-more').addEventListener('click', onMore);
  return { update };
}

function update({ unit, tasks }) {
  at('tasks').hidden = !tasks || tasks.list.length === 0;
  if (!tasks) return;
  // Two of one kind about one subject differ in what they say.
  keyed(at('tasks-list'), tasks.list, task => [task.unit, task.kind, task.subject, task.text, task.due].join(' '),
    emptyTask, (item, task) => updateTask(item, task, unit, tasks.at));
  at('tasks-more').hidden = !tasks.hasMore;
}

const emptyTask = ({ unit, kind }) => el('li', { data: { unit, kind } },
  el('div', { class: 'record-head' },
    el('span', { class: 'record-type' }), el('span', { class: 'alert-subject' }), el('time')),
  el('div', { class: 'alert-foot' }, el('span', { class: 'record-data' }), el('a', { class: 'place' })));

function updateTask(item, task, unit, now) {
  const [head, foot] = item.children;
  const [kind, subject, time] = head.children;
  const [text, link] = foot.children;
  setText(kind, taskKindName(task.kind));
  setText(subject, taskSubject(task));
  setText(time, say('dueBy', dueTime(task.due)));
  setAttribute(time, 'datetime', task.due);
  setText(text, taskText(task));
  setText(link, task.unit === unit ? '' : task.name ?? task.unit);
  setAttribute(link, 'title', task.unit);
  setAttribute(link, 'href', addressOf(task.unit));
  item.classList.toggle('overdue', Date.parse(task.due) < Date.parse(now));
}
