// One unit's live totals: connect, read, and after any break connect again until the reader goes elsewhere.

import { livePath, Problem, request } from './api.js';
import { sleep } from './coalesce.js';
import { EventParser } from './event-parser.js';

const retryMsFirst = 1_000;
const retryMsMax = 15_000;

// A cable that was pulled ends no stream. The server sends at least a comment every few seconds; silence this long
// means that nobody is there any more.
const silenceMsMax = 40_000;

// From here on it is no longer a hiccup: the reader is told that the figures stand still.
const offlineAfterMs = 12_000;

/**
 * Follows a unit until `signal`. `onTotals(totals, fresh)` gets each answer, `fresh` with the first of a connection;
 * `onConnected` whether there is a stream. Throws the `Problem` that makes asking again pointless.
 */
export async function follow(unit, { onTotals, onConnected }, signal) {
  let retryMs = retryMsFirst;
  let retryMsLeast = retryMsFirst;
  let lastId = '';

  while (!signal.aborted) {
    const parser = new EventParser();
    let askedToWaitMs = 0;
    try {
      await read(unit, parser, lastId, signal, {
        onContact: () => {
          retryMs = retryMsLeast;
          onConnected(true);
        },
        onTotals,
      });
    } catch (error) {
      if (signal.aborted) return;
      // What is neither a problem on the way nor our own giving up is a bug of this page, and must be seen.
      const isExpected = error instanceof Problem || error.name === 'AbortError';
      if (!isExpected || error.isFinal) throw error;
      askedToWaitMs = (error.retryAfterSeconds ?? 0) * 1_000;
    }
    if (signal.aborted) return;
    onConnected(false);
    lastId = parser.lastId || lastId;
    retryMsLeast = parser.retryMs ?? retryMsLeast;
    // Spread out, so that a county's screens do not all come back in the same instant after a restart.
    await pause(Math.max(askedToWaitMs, retryMs * (0.75 + Math.random() / 2)), signal);
    retryMs = Math.min(retryMs * 2, retryMsMax);
  }
}

/** What the reader is told: `connecting`, `live`, `reconnecting`, or `offline` when it is no hiccup any more. */
export function liveState({ connected, wasConnected, lostAt }) {
  if (connected) return 'live';
  if (!navigator.onLine || performance.now() - lostAt > offlineAfterMs) return 'offline';
  return wasConnected ? 'reconnecting' : 'connecting';
}

async function read(unit, parser, lastId, signal, { onContact, onTotals }) {
  const connection = new AbortController();
  const abort = () => connection.abort();
  let silence = setTimeout(abort, silenceMsMax);
  signal.addEventListener('abort', abort);
  try {
    const response = await request(livePath(unit), {
      accept: 'text/event-stream', headers: lastId ? { 'Last-Event-ID': lastId } : {}, signal: connection.signal,
    });
    const reader = response.body.getReader();
    let fresh = true;
    for (;;) {
      const { done, value } = await reader.read().catch(brokenStream);
      if (done) return;
      clearTimeout(silence);
      silence = setTimeout(abort, silenceMsMax);
      onContact();
      for (const event of parser.push(value)) {
        if (event.name !== 'totals') continue;
        onTotals(parse(event.data), fresh);
        fresh = false;
      }
    }
  } finally {
    clearTimeout(silence);
    signal.removeEventListener('abort', abort);
    abort(); // However it ended, the server must not keep a stream that nobody reads.
  }
}

function brokenStream(error) {
  throw error.name === 'AbortError' ? error : new Problem({ code: 'unreachable' });
}

function parse(data) {
  try {
    return JSON.parse(data);
  } catch {
    throw new Problem({ code: 'unreadable' });
  }
}

/** Waits for its time, or for what makes trying at once worthwhile: the network is back, the reader looks again. */
async function pause(ms, signal) {
  const early = new AbortController();
  const wake = () => early.abort();
  const look = () => document.visibilityState === 'visible' && wake();
  signal.addEventListener('abort', wake);
  addEventListener('online', wake);
  document.addEventListener('visibilitychange', look);
  await sleep(ms, early.signal);
  signal.removeEventListener('abort', wake);
  removeEventListener('online', wake);
  document.removeEventListener('visibilitychange', look);
}
