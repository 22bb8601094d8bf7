// The two things that every view does with the page: make an element, and bring a list of elements up to date.
// Text always goes in as text nodes, so nothing that a record or a unit's name contains can become markup.

const svgNamespace = 'http://www.w3.org/2000/svg';

/** An HTML element; `props` are attributes, except `on` (listeners by event) and `data` (data-* attributes). */
export function el(tag, props = {}, ...children) {
  return furnish(document.createElement(tag), props, children);
}

/** The same for SVG. */
export function svg(tag, props = {}, ...children) {
  return furnish(document.createElementNS(svgNamespace, tag), props, children);
}

function furnish(element, { on = {}, data = {}, ...attributes }, children) {
  for (const [name, value] of Object.entries(attributes)) setAttribute(element, name, value);
  for (const [name, value] of Object.entries(data)) setAttribute(element, `data-${name}`, value);
  for (const [event, listener] of Object.entries(on)) element.addEventListener(event, listener);
  element.append(...children.flat().filter(child => child !== null && child !== undefined && child !== false));
  return element;
}

/** Sets, or with `null`, `undefined` and `false` takes away; leaves the page alone where nothing changes. */
export function setAttribute(element, name, value) {
  if (value === null || value === undefined || value === false) element.removeAttribute(name);
  else if (element.getAttribute(name) !== String(value)) element.setAttribute(name, value === true ? '' : value);
}

export function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/**
 * Makes `parent` hold one element an item, in order. An element is kept as long as its key is, so focus, hover and a
 * running flash survive an update; and it is moved only where the order changed.
 */
export function keyed(parent, items, keyOf, create, update) {
  const kept = new Map(Array.from(parent.children, child => [child.getAttribute('data-key'), child]));
  let next = parent.firstElementChild;
  for (const item of items) {
    const key = String(keyOf(item));
    let element = kept.get(key);
    if (!element) {
      element = create(item);
      element.setAttribute('data-key', key);
    }
    kept.delete(key);
    update(element, item);
    if (element === next) next = next.nextElementSibling;
    else parent.insertBefore(element, next);
  }
  for (const gone of kept.values()) gone.remove();
}

/** A short tint on what has just changed. Colour alone, no movement; still quieter where less motion is asked for. */
export function flash(element) {
  if (matchMedia('(prefers-reduced-motion: reduce)').matches) return;
  // Only where it starts is said: it fades to whatever the element's own ground is then.
  element.animate([{ backgroundColor: 'var(--flash)', offset: 0 }], { duration: 1400, easing: 'ease-out' });
}
