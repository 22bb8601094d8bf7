// Live totals change up to four times a second; what is derived from them need not be fetched as often.

/**
 * Runs `work` soon after it was asked for, at most once in `intervalMsMin`, never twice at once. However often it is
 * asked for meanwhile, one more run follows: the last change is never missed.
 */
export function coalesced(work, intervalMsMin, signal) {
  let wanted = false;
  let running = false;
  let startedAt = -Infinity;

  async function run() {
    if (running) return;
    running = true;
    while (wanted && !signal.aborted) {
      await sleep(startedAt + intervalMsMin - performance.now(), signal);
      if (signal.aborted) break;
      wanted = false;
      startedAt = performance.now();
      await work();
    }
    running = false;
  }

  return () => {
    wanted = true;
    run();
  };
}

/** Waits, or returns at once when aborted: the caller looks at the signal, as it must anyway. */
export function sleep(ms, signal) {
  if (ms <= 0 || signal.aborted) return Promise.resolve();
  return new Promise(resolve => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done);
  });
}
