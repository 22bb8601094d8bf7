// The badge that says whether the parts make the whole, at which version, and if not, by how much.

import { nameOf } from './catalogue.js';
import { setAttribute, setText } from './dom.js';
import { number } from './figures.js';
import { language, say } from './words.js';

export function showProof(verdict) {
  const badge = document.getElementById('adds-up');
  const state = verdict === null ? 'checking' : verdict.difference === null ? 'ok' : 'bad';
  setAttribute(badge, 'data-state', state);
  setAttribute(badge, 'data-version', verdict?.version);
  const [short, long] = wording(verdict);
  setText(badge.firstElementChild, short);
  setText(badge.lastElementChild, verdict === null ? '' : say('version', number(verdict.version, language())));
  setAttribute(badge, 'title', long);
  const trouble = document.getElementById('adds-up-trouble');
  trouble.hidden = state !== 'bad';
  setText(trouble, state === 'bad' ? long : '');
}

function wording(verdict) {
  if (verdict === null) return [say('addsUpChecking'), say('addsUpCheckingTip')];
  const lang = language();
  const version = number(verdict.version, lang);
  if (verdict.difference === null) return [say('addsUp'), say('addsUpTip', version, number(verdict.count, lang))];
  const { code, sum, total } = verdict.difference;
  const name = code === 'version' ? say('addsUpVersion') : nameOf(code);
  return [say('addsUpNot'), say('addsUpNotTip', version, name, number(sum, lang), number(total, lang))];
}
