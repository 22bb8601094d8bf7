// The alerts of the unit on the screen and of all below it, newest first. Who may post records deals with them here.

import { addressOf } from './address.js';
import { alertKindName, alertSubject, alertText } from './alert-words.js';
import { el, keyed, setAttribute, setText } from './dom.js';
import { clockTime } from './figures.js';
import { say } from './words.js';

const at = id => document.getElementById(id);

// On a phone a list of ten would push the figures two screens down.
export const alertsPerPage = matchMedia('(max-width: 640px)').matches ? 4 : 10;

/** `onState` gets the state to show, `onAnswer` a unit, a key and the record type that answers it. */
export function createAlerts({ onState, onMore, onAnswer }) {
  at('alerts-state').addEventListener('change', () => onState(at('alerts-state').value));
  at('alerts-more').addEventListener('click', onMore);
  at('alerts-list').addEventListener('click', event => {
    const button = event.target.closest('button[data-answer]');
    if (!button) return;
    const { unit, alert } = button.closest('li').dataset;
    button.disabled = true; // until the list says how it stands
    onAnswer(unit, alert, button.dataset.answer);
  });
  return { update };
}

function update({ unit, alerts, mayPost, alertTrouble }) {
  at('alerts').hidden = !alerts?.exist;
  if (!alerts) return;
  for (const option of at('alerts-state').options) setText(option, say(`alert-${option.value}`));
  at('alerts-state').value = alerts.state;
  keyed(at('alerts-list'), alerts.list, alert => `${alert.unit} ${alert.key}`, emptyAlert,
    (item, alert) => updateAlert(item, alert, { unit, mayPost }));
  at('no-alerts').hidden = alerts.list.length > 0;
  at('alerts-more').hidden = !alerts.hasMore;
  at('alerts-trouble').hidden = !alertTrouble;
  setText(at('alerts-trouble'), alertTrouble ? say('alertTrouble', alertTrouble) : '');
}

const emptyAlert = ({ unit, key }) => el('li', { data: { unit, alert: key } },
  el('div', { class: 'record-head' },
    el('span', { class: 'record-type' }), el('span', { class: 'alert-subject' }), el('time')),
  el('div', { class: 'alert-foot' },
    el('span', { class: 'record-data' }), el('a', { class: 'place' }),
    el('span', { class: 'alert-answers' },
      el('button', { type: 'button', data: { answer: 'alert.acknowledge' } }),
      el('button', { type: 'button', data: { answer: 'alert.close' } }))));

function updateAlert(item, alert, { unit, mayPost }) {
  const [head, foot] = item.children;
  const [kind, subject, time] = head.children;
  const [text, link, answers] = foot.children;
  setText(kind, alertKindName(alert.kind));
  setText(subject, alertSubject(alert));
  setText(time, clockTime(alert.opened));
  setAttribute(time, 'datetime', alert.opened);
  setText(text, alertText(alert));
  setText(link, alert.unit === unit ? '' : alert.name ?? alert.unit);
  setAttribute(link, 'title', alert.unit);
  setAttribute(link, 'href', addressOf(alert.unit));
  setAttribute(item, 'data-state', alert.state);
  const [acknowledge, close] = answers.children;
  setText(acknowledge, say('acknowledge'));
  setText(close, say('closeAlert'));
  // Read out one after the other, a dozen buttons that all say "close" say nothing.
  for (const button of answers.children) {
    setAttribute(button, 'aria-label', [button.textContent, kind.textContent, subject.textContent].join(' ').trim());
  }
  answers.hidden = !mayPost || alert.state === 'closed';
  acknowledge.hidden = alert.state !== 'open';
  for (const button of answers.children) button.disabled = false;
}
