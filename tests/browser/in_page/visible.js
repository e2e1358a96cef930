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
  return element.checkVisibility({ opacityProperty: true, visibilityProperty: true,
    contentVisibilityAuto: false });
}

// Kept for those who listen: a box of a pixel, or one that is cut away.
function onlyHeard(element) {
  for (let e = element; e && e !== document.body; e = e.parentElement) {
    const style = getComputedStyle(e);
    const box = e.getBoundingClientRect();
    const cut = style.clip !== 'auto' || style.clipPath !== 'none' || style.overflow === 'hidden';
    if (cut && box.width <= 1.5 && box.height <= 1.5) return true;
    if (style.position === 'absolute' && box.right <= 0) return true; // a skip link, off the page
    if (style.position !== 'static' && box.bottom + scrollY <= 0) return true;
  }
  return false;
}

// Every piece of text that is seen: { node, element, box }.
function texts(root = document.body) {
  const found = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  const ruled = new Map();
  const seen = (element) => {
    if (!ruled.has(element)) {
      const hidden = element.closest('script, style, noscript, template, title, desc, option');
      ruled.set(element, !hidden && shown(element) && !onlyHeard(element));
    }
    return ruled.get(element);
  };
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (!node.data.trim() || !seen(node.parentElement)) continue;
    range.selectNodeContents(node);
    const box = range.getBoundingClientRect();
    if (box.width > 0 && box.height > 0) found.push({ node, element: node.parentElement, box });
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
