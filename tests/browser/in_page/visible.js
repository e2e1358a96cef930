// visible.js -- what can be seen, and how an element is named in a message.

// An element as a reader of the source finds it: "td.number in #ledger".
function named(element) {
  const own = element.id ? `#${element.id}` : [element.localName, ...element.classList].join('.');
  const near = element.id ? null : element.parentElement?.closest('[id]');
  return near ? `${own} in #${near.id}` : own;
}

function shortened(text, most = 40) {
  const plain = text.replace(/\s+/g, ' ').trim();
  return plain.length > most ? `${plain.slice(0, most)}...` : plain;
}

function shown(element) {
  return element.checkVisibility({
    opacityProperty: true,
    visibilityProperty: true,
    contentVisibilityAuto: false,
  });
}

// What stands out of sight for those who listen: in a box of a pixel, cut away, off the page.
function outOfSight(e) {
  const style = getComputedStyle(e);
  if (style.position === 'static' && style.overflow === 'visible') return false;
  const box = e.getBoundingClientRect();
  const cut = style.clip !== 'auto' || style.clipPath !== 'none' || style.overflow === 'hidden';
  if (cut && box.width <= 1.5 && box.height <= 1.5) return true;
  return style.position !== 'static' && (box.right <= 0 || box.bottom + scrollY <= 0);
}

// Whether an element or one around it is out of sight; told: what is known of others already.
function onlyHeard(element, told = new Map()) {
  if (!element || element === document.body) return false;
  if (!told.has(element)) {
    told.set(element, outOfSight(element) || onlyHeard(element.parentElement, told));
  }
  return told.get(element);
}

// Every piece of text that is seen: { node, element, box }.
const UNSEEN = 'script, style, noscript, template, title, desc, option';
function texts(root = document.body) {
  const found = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  const told = new Map();
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    if (!node.data.trim() || element.closest(UNSEEN) || !shown(element) || onlyHeard(element, told))
      continue;
    range.selectNodeContents(node);
    const box = range.getBoundingClientRect();
    if (box.width > 0 && box.height > 0) found.push({ node, element, box });
  }
  return found;
}

// How much larger than its own units an SVG element is drawn.
function scaleOf(element) {
  const matrix = element.getScreenCTM?.();
  return matrix ? Math.sqrt(Math.abs(matrix.a * matrix.d - matrix.b * matrix.c)) : 1;
}

function sizeOfText(element) {
  return parseFloat(getComputedStyle(element).fontSize) * scaleOf(element);
}

// What a reader operates. Elements that are merely scrolled by keys are not among them.
const CONTROLS = 'button, input, select, textarea, summary, [role=button], [role=switch]';
const FOCUSABLE = `a[href], ${CONTROLS}, [tabindex]:not([tabindex="-1"])`;
