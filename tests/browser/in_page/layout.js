// layout.js -- where things stand: widths, sizes of targets and text, focus.

// The nearest ancestor that scrolls or cuts what is wider than it.
function holder(element) {
  for (let e = element.parentElement; e && e !== document.body; e = e.parentElement) {
    if (getComputedStyle(e).overflowX !== 'visible') return e;
  }
  return null;
}

function ring(element) {
  const { outlineStyle, outlineWidth, outlineColor, boxShadow, backgroundColor, borderColor } =
    getComputedStyle(element);
  return {
    outline:
      outlineStyle === 'none' || parseFloat(outlineWidth) === 0
        ? ''
        : `${outlineStyle} ${outlineWidth} ${outlineColor}`,
    others: [boxShadow, backgroundColor, borderColor].join(),
  };
}

// Whether CSS gives an element a page of its own: a turned one.
function isTurned(element) {
  for (let e = element; e; e = e.parentElement) {
    if (!/^(auto)?$/.test(getComputedStyle(e).page)) return true;
  }
  return false;
}

const layoutProbe = {
  // The widths of page and window, and what sticks out.
  wideness() {
    const { page, window, wide } = layoutProbe.stickingOut();
    return { page, window, wide };
  },
  // The same for the sheets that are turned, or for those that are not.
  widerThanPaper(turned) {
    const { wide, parts } = layoutProbe.stickingOut();
    return wide.filter((_, i) => isTurned(parts[i]) === turned);
  },
  stickingOut() {
    const width = document.documentElement.clientWidth;
    const wide = [...document.body.querySelectorAll('*')]
      .filter((e) => !e.closest('svg') || e.localName === 'svg')
      .filter(
        (e) => shown(e) && e.getBoundingClientRect().right + scrollX > width + 0.5 && !holder(e),
      );
    const words = texts().filter(
      ({ element, box }) =>
        box.right + scrollX > width + 0.5 && !element.closest('svg') && !holder(element),
    );
    return {
      page: document.documentElement.scrollWidth,
      window: innerWidth,
      wide: [...wide.map(named), ...words.map(({ node }) => `"${shortened(node.data)}"`)],
      parts: [...wide, ...words.map(({ element }) => element)],
    };
  },

  // What is wider than the box that holds it, where nobody can scroll: on paper.
  cut(turned) {
    return [...document.body.querySelectorAll('*')]
      .filter((e) => !e.closest('svg') && shown(e))
      .filter(
        (e) =>
          getComputedStyle(e).overflowX !== 'visible' &&
          e.clientWidth > 2 &&
          e.scrollWidth > e.clientWidth + 1 &&
          isTurned(e) === turned,
      )
      .map((e) => `${named(e)}: ${e.scrollWidth} px in ${e.clientWidth} px`);
  },

  // Controls that are seen, and links that stand alone, less than a finger wide or high.
  smallTargets(least) {
    return [...document.querySelectorAll(FOCUSABLE)]
      .filter((e) => shown(e) && !onlyHeard(e))
      .filter(
        (e) =>
          e.matches(CONTROLS) ||
          (e.localName === 'a' && !e.closest('svg') && getComputedStyle(e).display !== 'inline'),
      )
      .map((e) => ({
        e,
        box: (e.labels?.length && /checkbox|radio/.test(e.type)
          ? e.labels[0]
          : e
        ).getBoundingClientRect(),
      }))
      .filter(({ box }) => box.width < least - 0.01 || box.height < least - 0.01)
      .map(
        ({ e, box }) =>
          `${named(e)} "${shortened(e.textContent, 20)}": ` +
          `${box.width.toFixed(1)} x ${box.height.toFixed(1)} px`,
      );
  },

  // Text that is smaller than so many px on the screen, in figures or outside them.
  smallText(least, inFigures) {
    return texts()
      .filter(({ element }) => Boolean(element.closest('svg')) === inFigures)
      .map(({ node, element }) => ({ node, element, size: sizeOfText(element) }))
      .filter(({ size }) => size < least - 0.05)
      .map(
        ({ node, element, size }) =>
          `"${shortened(node.data)}" (${named(element)}): ` + `${size.toFixed(1)} px`,
      );
  },

  // Short words outside figures that are broken in the middle, for want of width; turned: only
  // those on such sheets, or only those that are not.
  brokenWords(most, turned = undefined) {
    const range = document.createRange();
    const split = (node, { 0: part, index }) => {
      range.setStart(node, index);
      range.setEnd(node, index + part.length);
      return new Set([...range.getClientRects()].map((box) => Math.round(box.top))).size > 1;
    };
    const broken = (node) =>
      [...node.data.matchAll(/\S+/g)]
        .filter(({ 0: word }) => word.length <= most)
        .find((word) =>
          [...word[0].matchAll(/[^/-]+/g)].some((part) =>
            split(node, { 0: part[0], index: word.index + part.index }),
          ),
        );
    return texts()
      .filter(({ element }) => !element.closest('svg'))
      .map(({ node, element, box }) => ({
        element,
        word: box.height > 1.8 * sizeOfText(element) && broken(node),
      }))
      .filter(({ word, element }) => word && (turned ?? isTurned(element)) === isTurned(element))
      .map(({ element, word }) => `"${word[0]}" (${named(element)})`);
  },

  visibleControls() {
    return [...document.querySelectorAll(CONTROLS)]
      .filter((e) => e.localName !== 'summary' && shown(e) && !onlyHeard(e))
      .map(named);
  },
  shownTexts() {
    return texts()
      .filter(
        ({ element }) =>
          !element.closest('button, label, nav, a, output, [role=status], [aria-live], summary'),
      )
      .map(({ node }) => shortened(node.data));
  },

  middleOf(selector) {
    const element = document.querySelector(selector);
    element.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' });
    const box = element.getBoundingClientRect();
    return { x: box.left + box.width / 2, y: box.top + box.height / 2 };
  },
  select(selector) {
    const field = document.querySelector(selector);
    field.focus();
    field.select();
  },
  focus(selector) {
    document.querySelector(selector).focus({ focusVisible: true });
  },

  // What Tab should reach: all that can be, in the order of the document; and the marks by which
  // they look now, for comparison.
  stops() {
    globalThis.plain = new Map();
    const group = (e) => e.type === 'radio' && e.name && !e.checked; // one of them is enough
    const all = [...document.querySelectorAll(FOCUSABLE)].filter(
      (e) =>
        !e.disabled &&
        !group(e) &&
        e.tabIndex >= 0 &&
        e.checkVisibility({ visibilityProperty: true }),
    );
    for (const e of all) globalThis.plain.set(e, ring(e));
    return all.map((e, i) => {
      e.stop = i;
      return named(e);
    });
  },
  // Gives the focus to one of each kind of what Tab reaches, but for the first of them, which are
  // tried with keys: those of which nothing tells that they have it.
  unseenFocus(from) {
    const kinds = new Map();
    for (const [e, before] of [...globalThis.plain].slice(from)) {
      const kind = `${e.localName} ${e.className} in ${e.parentElement.localName}`;
      if (kinds.has(kind) || !shown(e)) continue;
      e.focus({ focusVisible: true, preventScroll: true });
      const now = ring(e);
      kinds.set(kind, now.outline !== '' || now.others !== before.others ? '' : named(e));
    }
    return { kinds: kinds.size, unseen: [...kinds.values()].filter(Boolean) };
  },
  ownOrder() {
    return [...document.querySelectorAll('[tabindex]')].filter((e) => e.tabIndex > 0).map(named);
  },
  // What has the focus: its number in stops(), whether that is seen, whether it is on the screen.
  focused() {
    const e = document.activeElement;
    if (!e || e === document.body) return null;
    const now = ring(e);
    const before = globalThis.plain.get(e);
    const box = e.getBoundingClientRect();
    return {
      stop: e.stop ?? -1,
      name: named(e),
      text: shortened(e.textContent),
      seen: now.outline !== '' || now.others !== before?.others,
      small: box.width < 2 || box.height < 2,
      inside: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    };
  },
};
