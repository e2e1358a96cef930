// colours.js -- colours as [red, green, blue, alpha], 0 to 255 and 0 to 1, and their contrast.
const brush = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
const known = new Map();

// Any colour that CSS can write, read off a pixel that is painted with it.
function colourOf(text) {
  if (!known.has(text)) {
    brush.clearRect(0, 0, 1, 1);
    brush.fillStyle = 'transparent';
    brush.fillStyle = text;
    brush.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = brush.getImageData(0, 0, 1, 1).data;
    known.set(text, [r, g, b, a / 255]);
  }
  return known.get(text);
}

// A colour, made fainter by an opacity, over an opaque one.
function over([r, g, b, a], opacity, below) {
  const alpha = a * opacity;
  return [...[r, g, b].map((c, i) => c * alpha + below[i] * (1 - alpha)), 1];
}

// Relative luminance: WCAG 2.2, "relative luminance".
function luminance([r, g, b]) {
  const [x, y, z] = [r, g, b]
    .map((c) => c / 255)
    .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * x + 0.7152 * y + 0.0722 * z;
}

// Contrast ratio, 1 to 21: WCAG 2.2, "contrast ratio".
function contrastOf(a, b) {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
}

function hex(colour) {
  return `#${colour
    .slice(0, 3)
    .map((c) => Math.round(c).toString(16).padStart(2, '0'))
    .join('')}`;
}
