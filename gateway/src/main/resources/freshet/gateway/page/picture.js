const SVG = 'http://www.w3.org/2000/svg';

// Colours of goods that CSS has no name for.
const COLOURS = {
  sand: '#c9b38c', golden: '#c99a2e', cream: '#e6d8b0', copper: '#b0683a', ruby: '#a81e45', amber: '#d98e04',
  jade: '#2f9e78', slate: '#5d6b7a', mint: '#7cc9a4', rust: '#a8482a', lilac: '#b494d0', cobalt: '#2f54b5',
  peach: '#eba583', charcoal: '#41474d', black: '#30353a', white: '#f4f4f0', yellow: '#e3bd23', lime: '#8bc34a',
  blue: '#3b6fb6', red: '#c43d3d', green: '#3c8a55', pink: '#e08aa8', purple: '#7d4e9e', orange: '#dd7d2c',
  ivory: '#ece4cd', navy: '#2b3a67',
};

// Outlines of some goods in a square of 100, below its first word: what fills, and what is drawn on it.
const GOODS = {
  jacket: ['M38 20 50 27 62 20 78 30 84 70 72 73 70 52 70 84H30V52L28 73 16 70 22 30Z', 'M50 27V84M38 62h-4M66 62h-4'],
  shoes: ['M14 64c8 2 14-4 16-16l10-2c4 10 14 16 30 18 10 1 16 5 16 12v4H14Z', 'M14 74h72M42 50l6-4M48 55l6-5M55 59l5-5'],
  backpack: ['M34 34c0-22 32-22 32 0 8 4 10 10 10 18v26c0 4-3 7-7 7H31c-4 0-7-3-7-7V52c0-8 2-14 10-18Z', 'M34 56h32v18H34ZM34 34c8-5 24-5 32 0M50 56v6'],
  tent: ['M50 20 90 80H10Z', 'M50 20V80M50 42 36 80M50 42 64 80'],
  lamp: ['M36 20H64L76 52H24ZM47 52h6v24h12v6H35v-6h12Z', 'M30 40h40M62 52v12'],
  jersey: ['M36 20c6 8 22 8 28 0l20 12-8 18-8-4v38H32V46l-8 4-8-18Z', 'M32 58h36M32 66h36'],
  gloves: ['M32 84V56c-8-4-12-14-10-20 6-2 10 4 13 10V24c0-7 8-7 9 0 0-8 9-8 9 0 1-6 9-6 9 1 2-5 9-4 9 3v34c0 8-5 12-5 22Z', 'M33 72h32M44 26v18M53 26v18M62 28v16'],
  bottle: ['M43 14h14v10c0 5 9 9 9 19v37c0 4-3 6-6 6H40c-3 0-6-2-6-6V43c0-10 9-14 9-19Z', 'M43 24h14M34 52h32M34 68h32'],
  stove: ['M30 40h40l6 10v8H24v-8ZM34 58h32v20H34ZM20 78h60v6H20Z', 'M38 34c-4-8 6-10 4-18 8 4 6 12 4 18M54 34c-4-8 6-10 4-18 8 4 6 12 4 18M42 68h16'],
  helmet: ['M14 62C12 34 32 20 52 20s36 16 34 42c-12 4-18 4-24 2-14-4-28-4-48-2Z', 'M34 30c6 8 8 20 7 31M52 22c5 10 6 24 5 40M70 28c2 10 2 24-1 36M30 62c2 12 8 20 18 20'],
  trousers: ['M32 16h36l6 70H57L50 40 43 86H26Z', 'M32 24h36M50 24v14M36 24c0 6-2 9-6 10M64 24c0 6 2 9 6 10'],
  watch: ['M38 12h24l3 16c9 6 13 13 13 22s-4 16-13 22l-3 16H38l-3-16c-9-6-13-13-13-22s4-16 13-22Z', 'M50 30a20 20 0 1 0 .1 0ZM50 38v12l8 6'],
};

/** A picture of an item, the same for the same item always; it is decoration, the title says it. */
export function picture({ itemId, title = '', category = '' }) {
  const chance = random(itemId);
  const words = title.toLowerCase().split(/\s+/);
  const colour = words.map(colourOf).find(Boolean) ?? `hsl(${Math.floor(chance() * 360)} 42% 52%)`;
  const svg = shape('svg', { viewBox: '0 0 100 100', 'aria-hidden': 'true', focusable: 'false' });
  svg.append(shape('rect', { width: 100, height: 100, fill: colour, 'fill-opacity': 0.16 }));
  const goods = GOODS[category.toLowerCase()] ?? GOODS[words.at(-1)];
  svg.append(...(goods ? drawn(goods, colour, chance) : composed(category || itemId, colour, chance)));
  return svg;
}

function drawn([body, lines], colour, chance) {
  const sun = shape('circle', {
    cx: 20 + 60 * chance(), cy: 24 + 40 * chance(), r: 16 + 16 * chance(), fill: colour, 'fill-opacity': 0.14,
  });
  return [
    sun,
    shape('path', { d: body, fill: colour, stroke: '#000', 'stroke-opacity': 0.14, 'stroke-linejoin': 'round' }),
    shape('path', {
      d: lines, fill: 'none', stroke: '#000', 'stroke-opacity': 0.32, 'stroke-width': 2, 'stroke-linecap': 'round',
      'stroke-linejoin': 'round',
    }),
  ];
}

/** For goods without an outline: a few plain shapes, of one kind within a category. */
function composed(family, colour, chance) {
  const kind = Math.floor(random(family)() * 4);
  return [0.35, 0.6, 0.9].map((opacity, layer) => {
    const x = 24 + 52 * chance();
    const y = 24 + 52 * chance();
    const size = 30 - 7 * layer;
    const look = { fill: colour, 'fill-opacity': opacity };
    switch (kind) {
      case 0:
        return shape('circle', { cx: x, cy: y, r: size, ...look });
      case 1:
        return shape('rect', { x: x - size, y: y - size, width: 2 * size, height: 2 * size, rx: 6, ...look });
      case 2:
        return shape('path', { d: `M${x} ${y - size}L${x + size} ${y + size}H${x - size}Z`, ...look });
      default:
        return shape('path', { d: `M${x - size} ${y}a${size} ${size} 0 0 1 ${2 * size} 0Z`, ...look });
    }
  });
}

function colourOf(word) {
  return COLOURS[word] ?? (/^[a-z]{3,20}$/.test(word) && CSS.supports('color', word) ? word : undefined);
}

function shape(name, attributes) {
  const element = document.createElementNS(SVG, name);
  Object.entries(attributes).forEach(([attribute, value]) => element.setAttribute(attribute, value));
  return element;
}

/** Numbers in [0, 1) that follow from a text alone: FNV-1a begins, a linear congruence goes on. */
function random(text) {
  let state = 2166136261;
  for (let at = 0; at < text.length; at++) {
    state = Math.imul(state ^ text.charCodeAt(at), 16777619);
  }
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 4294967296;
  };
}
