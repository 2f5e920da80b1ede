import type { GraphStep } from '../../language-worker/contract.ts';
import { NODE_HEIGHT, NODE_WIDTH, type Point } from './ranks.ts';

const MARGIN = 24;

interface SvgColours {
  readonly ground: string;
  readonly panel: string;
  readonly line: string;
  readonly text: string;
  readonly dim: string;
}

/** The graph as a picture of its own: no style sheet, no script, names as text. */
export function graphSvg(
  steps: readonly GraphStep[],
  places: ReadonlyMap<string, Point>,
  detailOf: (step: GraphStep) => string,
  colours: SvgColours,
): string {
  const points = steps.flatMap(({ name }) => places.get(name) ?? []);
  const left = Math.min(0, ...points.map(({ x }) => x)) - MARGIN;
  const top = Math.min(0, ...points.map(({ y }) => y)) - MARGIN;
  const width = Math.max(0, ...points.map(({ x }) => x)) + NODE_WIDTH + MARGIN - left;
  const height = Math.max(0, ...points.map(({ y }) => y)) + NODE_HEIGHT + MARGIN - top;
  const edges = steps.flatMap(({ name, dependencies }) =>
    dependencies.flatMap((on) => {
      const [from, to] = [places.get(on), places.get(name)];
      return from && to && on !== name ? [edgePath(from, to)] : [];
    }),
  );
  const nodes = steps.flatMap((step) => {
    const place = places.get(step.name);
    if (!place) return [];
    return [
      `<g transform="translate(${place.x} ${place.y})">`,
      `<rect width="${NODE_WIDTH}" height="${NODE_HEIGHT}" rx="5" fill="${colours.panel}" stroke="${colours.line}"/>`,
      `<text x="12" y="27" font-weight="600" fill="${colours.text}">${plainText(cut(step.name, 26))}</text>`,
      `<text x="12" y="47" font-size="12" fill="${colours.dim}">${plainText(cut(detailOf(step), 30))}</text>`,
      '</g>',
    ];
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${left} ${top} ${width} ${height}" width="${width}" height="${height}" font-family="Inter, system-ui, sans-serif" font-size="13">`,
    `<defs><marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto"><path d="M0 0 8 4 0 8Z" fill="${colours.dim}"/></marker></defs>`,
    `<rect x="${left}" y="${top}" width="${width}" height="${height}" fill="${colours.ground}"/>`,
    `<g fill="none" stroke="${colours.dim}" stroke-width="1.4">`,
    ...edges.map((path) => `<path d="${path}" marker-end="url(#arrow)"/>`),
    '</g>',
    ...nodes,
    '</svg>',
    '',
  ].join('\n');
}

function edgePath(from: Point, to: Point): string {
  const [x1, y1] = [from.x + NODE_WIDTH, from.y + NODE_HEIGHT / 2];
  const [x2, y2] = [to.x, to.y + NODE_HEIGHT / 2];
  const bend = Math.max(24, Math.abs(x2 - x1) / 2);
  return `M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`;
}

function cut(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length - 1)}…` : text;
}

/** Names come from the template: in the picture they are text and nothing else. */
function plainText(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, '\ufffd');
}
