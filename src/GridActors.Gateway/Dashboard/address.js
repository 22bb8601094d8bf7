// The address of a unit's page: `#/141127102`. It is the whole state of where the reader is, so that the back button,
// a bookmark and a link sent to a colleague all work, and no server route is needed for it.

export function unitInAddress() {
  const found = /^#\/([A-Za-z0-9-]{1,48})$/.exec(location.hash);
  return found ? found[1] : null;
}

export const addressOf = unit => (unit ? `#/${unit}` : '#/');

export function onAddress(listener) {
  addEventListener('hashchange', listener);
}

/** For a choice that the page made itself: the reader's way back must not stop at it. */
export function replaceAddress(unit) {
  history.replaceState(null, '', addressOf(unit));
}
