// The day's bulletin of the unit on the screen, as text that can be read out, copied and sent on.

import { setAttribute, setText } from './dom.js';
import { longDay } from './figures.js';
import { language, say } from './words.js';

const at = id => document.getElementById(id);

/** `onToggle` gets whether it is to be open. It is asked for only while it is: it takes the server a while. */
export function createBulletin({ onToggle }) {
  at('bulletin-toggle').addEventListener('click', () =>
    onToggle(at('bulletin-toggle').getAttribute('aria-expanded') !== 'true'));
  return { update };
}

function update({ day, bulletin: { isOpen, text, trouble } }) {
  at('bulletin').hidden = day === null;
  if (day === null) return;
  setText(at('bulletin-day'), longDay(day, language()));
  setText(at('bulletin-toggle'), say(isOpen ? 'bulletinClose' : 'bulletinOpen'));
  setAttribute(at('bulletin-toggle'), 'aria-expanded', String(isOpen));
  at('bulletin-trouble').hidden = trouble === null;
  setText(at('bulletin-trouble'), trouble === null ? '' : say('bulletinTrouble', trouble));
  at('bulletin-text').hidden = !isOpen || trouble !== null;
  setText(at('bulletin-text'), text ?? say('bulletinLoading'));
}
