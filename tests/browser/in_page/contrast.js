// contrast.js -- text against what lies behind it, from computed styles.
//
// HTML: background colours of the ancestors, laid over each other. SVG: besides, the shapes that
// are drawn before the text and lie under it.

// What the page itself is painted on.
function canvasColour() {
  return colourOf(
    getComputedStyle(document.documentElement).colorScheme.includes('dark') &&
      matchMedia('(prefers-color-scheme: dark)').matches
      ? '#121212'
      : '#ffffff',
  );
}

// The opaque colour behind the content of an HTML element, and pictures that cannot be judged.
function behind(element, cache) {
  if (!element) return { colour: canvasColour(), pictures: [] };
  if (!cache.has(element)) {
    const { colour, pictures } = behind(element.parentElement, cache);
    const style = getComputedStyle(element);
    const picture =
      style.backgroundImage !== 'none' ||
      style.filter !== 'none' ||
      style.mixBlendMode !== 'normal';
    cache.set(element, {
      colour: over(colourOf(style.backgroundColor), Number(style.opacity), colour),
      pictures: picture ? [...pictures, named(element)] : pictures,
    });
  }
  return cache.get(element);
}

function opacityOf(element, told) {
  if (!element) return 1;
  if (!told.has(element)) {
    told.set(
      element,
      Number(getComputedStyle(element).opacity) * opacityOf(element.parentElement, told),
    );
  }
  return told.get(element);
}

// The filled shapes of a figure in the order in which they are painted.
function shapesOf(svg) {
  return [...svg.querySelectorAll('path, rect, polygon, circle, ellipse')]
    .filter((shape) => !shape.closest('defs, clipPath, pattern, marker, symbol'))
    .map((shape) => ({ shape, style: getComputedStyle(shape), box: shape.getBoundingClientRect() }))
    .filter(
      ({ style, box }) =>
        style.fill !== 'none' &&
        !style.fill.startsWith('url') &&
        style.visibility === 'visible' &&
        box.width > 0 &&
        box.height > 0,
    )
    .map((s) => ({
      ...s,
      fill: colourOf(s.style.fill),
      alpha: Number(s.style.fillOpacity) * Number(s.style.opacity),
      back: s.shape.getScreenCTM().inverse(),
    }));
}

// The colour under a point of the screen, of the shapes that come before a text.
function under(point, text, shapes, ground) {
  let colour = ground;
  for (const { shape, box, fill, alpha, back } of shapes) {
    if (
      point.x < box.left ||
      point.x > box.right ||
      point.y < box.top ||
      point.y > box.bottom ||
      !(shape.compareDocumentPosition(text) & Node.DOCUMENT_POSITION_FOLLOWING)
    )
      continue;
    if (shape.isPointInFill(point.matrixTransform(back))) colour = over(fill, alpha, colour);
  }
  return colour;
}

// The grounds of a text in a figure, at five points of its length.
function groundsInFigure(box, element, shapes, ground) {
  return [0.05, 0.3, 0.5, 0.7, 0.95].map((part) => {
    const wide = box.width >= box.height; // else it is turned
    return under(
      new DOMPoint(
        box.left + box.width * (wide ? part : 0.5),
        box.top + box.height * (wide ? 0.5 : part),
      ),
      element,
      shapes,
      ground,
    );
  });
}

function wanted(element) {
  const size = sizeOfText(element);
  const bold = Number(getComputedStyle(element).fontWeight) >= 700;
  return size >= 24 || (bold && size >= 18.66) ? 3 : 4.5; // WCAG 2.2, 1.4.3
}

// The inks and grounds of a text: [{ seen, ground }]; known: what is told of other elements.
function inksOf({ element, box }, colour, known) {
  const svg = element.closest('svg');
  const style = getComputedStyle(element);
  if (svg && !known.shapes.has(svg)) known.shapes.set(svg, shapesOf(svg));
  const grounds = svg ? groundsInFigure(box, element, known.shapes.get(svg), colour) : [colour];
  const ink = colourOf(svg ? style.fill : style.color);
  const opacity = opacityOf(element, known.opacity) * (svg ? Number(style.fillOpacity) : 1);
  return grounds.map((ground) => ({ seen: over(ink, opacity, ground), ground }));
}

// The least contrast of a text and what is to be said of it, null if it is enough.
function faultOf(text, known) {
  const { element, node } = text;
  const what = `"${shortened(node.data)}" (${named(element)})`;
  const { colour, pictures } = behind(element.closest('svg') ?? element, known.behind);
  if (pictures.length) return { ratio: 0, line: `${what}: on a picture: ${pictures[0]}` };
  const [worst] = inksOf(text, colour, known)
    .map((pair) => ({ ...pair, ratio: contrastOf(pair.seen, pair.ground) }))
    .sort((a, b) => a.ratio - b.ratio);
  const least = wanted(element);
  return worst.ratio >= least
    ? null
    : {
        ratio: worst.ratio,
        line:
          `${what}: ${hex(worst.seen)} ` +
          `on ${hex(worst.ground)}: ${worst.ratio.toFixed(2)}, want ${least}`,
      };
}

const contrastProbe = {
  // Texts with too little contrast, and those whose ground cannot be told, worst first.
  lowContrast() {
    const known = { behind: new Map(), shapes: new Map(), opacity: new Map() };
    const all = texts();
    const faults = all.map((text) => faultOf(text, known)).filter(Boolean);
    return {
      texts: all.length,
      lines: faults.sort((a, b) => a.ratio - b.ratio).map(({ line }) => line),
    };
  },
  background() {
    return hex(behind(document.body, new Map()).colour);
  },
};
