// What went wrong, in plain words, and the way on: a token, another try, the way back.

import { hasToken, Problem, rememberToken } from './api.js';
import { sleep } from './coalesce.js';
import { setAttribute, setText } from './dom.js';
import { language, say } from './words.js';

const at = id => document.getElementById(id);

const retryMs = 4_000;

// By the server's stable code where it has its own meaning here, else by what the status says.
const plainWords = {
  unreachable: ['连不上服务器', '网络不通，或者服务器正在重启。本页会一直重试。',
    'The server cannot be reached', 'The network is down or the server is restarting. This page keeps trying.'],
  unreadable: ['服务器的回答读不懂', '中间的代理可能改动了内容。本页会再试。',
    'The server’s answer makes no sense', 'A proxy in between may have changed it. This page tries again.'],
  401: ['请输入访问令牌', '', 'An access token is needed', ''],
  403: ['没有查看权限', '这个令牌不能查看该单位。请向上级管理员申请。',
    'You may not see this unit', 'This token does not cover it. Ask the administrator above you.'],
  404: ['没有这个单位', '编码可能有误，或者单位尚未登记。',
    'There is no such unit', 'The code may be mistyped, or the unit is not registered yet.'],
  429: ['访问太频繁', '请稍候，本页会自动再试。', 'Too many requests', 'One moment: this page tries again by itself.'],
  503: ['服务器正忙', '数据库或服务正在恢复，已收下的记录不会丢失。本页会自动再试。',
    'The server is busy', 'It is recovering; records already accepted are safe. This page tries again by itself.'],
  other: ['出了点问题', '本页会自动再试。', 'Something went wrong', 'This page tries again by itself.'],
};

let shown = null;
let answered = () => { };

export function prepareProblems() {
  at('problem-retry').addEventListener('click', () => answered());
  at('token-form').addEventListener('submit', event => {
    event.preventDefault();
    rememberToken(at('token').value.trim());
    at('token').value = '';
    answered();
  });
}

/**
 * Does `work` until it comes to its end or `signal`. A problem is shown and, after a while or as soon as the reader
 * answers it, the work is done afresh. `work` calls what it is given once it is well under way, to clear the problem.
 */
export async function persist(work, signal) {
  while (!signal.aborted) {
    try {
      await work(clear);
      return;
    } catch (error) {
      if (signal.aborted) return;
      if (!(error instanceof Problem)) throw error;
      show(error);
      await reaction(error, signal);
    }
  }
}

/** A token is waited for without end: guessing again would only fill the server's log. */
async function reaction(problem, signal) {
  const early = new AbortController();
  const wake = () => early.abort();
  answered = wake;
  signal.addEventListener('abort', wake);
  const waitMs = problem.status === 401 ? 2 ** 31 - 1 : Math.max(retryMs, (problem.retryAfterSeconds ?? 0) * 1_000);
  await sleep(waitMs, early.signal);
  signal.removeEventListener('abort', wake);
}

function show(problem) {
  // One that was good an hour ago may have been taken back: who is asked again is told why.
  shown = Object.assign(problem, { again: problem.status === 401 && hasToken() });
  renderProblem();
  if (problem.status === 401) at('token').focus();
}

export function clear() {
  shown = null;
  document.title = say('product'); // until there is a unit to name
  renderProblem();
}

export function renderProblem() {
  at('problem').hidden = shown === null;
  if (shown === null) return;
  const { code, status, title, detail, again } = shown;
  const isKnown = code in plainWords || status in plainWords;
  const [zhTitle, zhText, enTitle, enText] = plainWords[code] ?? plainWords[status] ?? plainWords.other;
  const [name, text] = language() === 'zh' ? [zhTitle, zhText] : [enTitle, enText];
  const needsToken = status === 401;
  setText(at('problem-title'), name);
  document.title = `${name} · ${say('product')}`;
  setText(at('problem-text'), needsToken ? say(again ? 'tokenWrong' : 'tokenText') : text);
  setText(at('problem-detail'), isKnown ? '' : [title, detail].filter(Boolean).join(' – '));
  setText(at('problem-code'), needsToken ? '' : say('technical', code));
  setAttribute(at('problem'), 'data-code', code);
  at('token-form').hidden = !needsToken;
  at('problem-retry').hidden = needsToken;
  at('problem-home').hidden = !(status === 404 || status === 403);
}
