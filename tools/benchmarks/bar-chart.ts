/** One bar. `target`: where it should end. */
export type Bar = { label: string; value: number; kind: "qwire" | "other" | "floor"; target?: number };

/** Bars that share an axis. */
export type Panel = {
  title: string;
  bars: readonly Bar[];
  /** Written behind each value. */
  unit: string;
  /** Where the floor's line is drawn. */
  floor?: number;
};

export type Chart = { title: string; description: string; panels: readonly Panel[] };

const width = 800;
const margin = 20;
const rowHeight = 24;
const barHeight = 14;
const titleHeight = 34;
const axisHeight = 30;
const headHeight = 62;
/** What a figure beside its bar takes. */
const figureWidth = 70;
/** A letter of 12 px in a wide font. */
const letterWidth = 7.2;

/**
 * Draws bars as an SVG that stands on a ground of its own, so that it can be read on light and dark pages. Where the longest bar is
 * more than eight times the shortest, the axis is logarithmic and says so.
 */
export function barChart({ title, description, panels }: Chart): string {
  const drawn = panels.filter(({ bars }) => bars.length > 0);
  const letters = Math.max(0, ...drawn.flatMap(({ bars }) => bars.map(({ label }) => label.length)));
  const left = margin + Math.ceil(letters * letterWidth) + 12;
  let top = headHeight;
  const parts: string[] = [];
  for (const panel of drawn) {
    parts.push(drawPanel(panel, { left, top }));
    top += titleHeight + panel.bars.length * rowHeight + axisHeight;
  }
  const height = top + 8;
  const figures = drawn.map((panel) => `${panel.title}: ${panel.bars.map((bar) => spoken(bar, panel)).join("; ")}.`);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="title desc">
<title id="title">${escapeXml(title)}</title>
<desc id="desc">${escapeXml([description, ...figures].join(" "))}</desc>
<style>${style}</style>
<rect class="ground" x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="8"/>
<text class="title" x="${margin}" y="28">${escapeXml(title)}</text>
${legend(drawn)}
${parts.join("\n")}
</svg>
`;
}

/** What would end a text or an attribute is written as what it means. */
export function escapeXml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}

const style = `
text { font: 12px system-ui, -apple-system, "Segoe UI", Helvetica, Arial, sans-serif; fill: #1f2328; }
.title { font-size: 15px; font-weight: 600; } .panel { font-size: 13px; font-weight: 600; }
.figure { paint-order: stroke; stroke: #ffffff; stroke-width: 4px; stroke-linejoin: round; }
.quiet { fill: #59636e; font-size: 11px; } .ground { fill: #ffffff; stroke: #d1d9e0; } .grid { stroke: #d1d9e0; }
.qwire { fill: #6544d9; } .other { fill: #9aa4af; } .floor { fill: #5b9a8b; }
.line { stroke: #2f7566; stroke-width: 1.5; stroke-dasharray: 4 3; } .target { stroke: #cf222e; stroke-width: 2.5; }
@media (prefers-color-scheme: dark) {
text { fill: #f0f6fc; } .figure { stroke: #0d1117; } .quiet { fill: #9198a1; } .ground { fill: #0d1117; stroke: #3d444d; } .grid { stroke: #2a313c; }
.qwire { fill: #a48bff; } .other { fill: #656c76; } .line { stroke: #7fc9b8; } .target { stroke: #ff7b72; }
}
`;

function drawPanel(panel: Panel, { left, top }: { left: number; top: number }): string {
  const right = width - margin - figureWidth;
  const { at, ticks, isLogarithmic } = scaleOf(panel, { left, right });
  const first = top + titleHeight;
  const bottom = first + panel.bars.length * rowHeight;
  const note = isLogarithmic ? `<tspan class="quiet" dx="8">logarithmic</tspan>` : "";
  const grid = ticks.map((tick) => {
    const x = at(tick);
    return `<line class="grid" x1="${x}" x2="${x}" y1="${first}" y2="${bottom}"/><text class="quiet" x="${x}" y="${bottom + 15}" text-anchor="middle">${tick}</text>`;
  });
  const line = (x: string, kind: string, [from, to]: [number, number]): string =>
    `<line class="${kind}" x1="${x}" x2="${x}" y1="${from}" y2="${to}"/>`;
  const rows = panel.bars.map((bar, row) => {
    const y = first + row * rowHeight;
    const end = at(bar.value);
    // The figure stands behind the bar and behind its target, whichever is farther.
    const figureAt = (Math.max(Number(end), Number(bar.target === undefined ? 0 : at(bar.target))) + 7).toFixed(1);
    const middle = y + rowHeight / 2 + 4;
    return [
      `<text x="${left - 10}" y="${middle}" text-anchor="end">${escapeXml(bar.label)}</text>`,
      `<rect class="${bar.kind}" x="${left}" y="${y + (rowHeight - barHeight) / 2}" width="${Math.max(1, Number(end) - left).toFixed(1)}" height="${barHeight}" rx="2"/>`,
      bar.target === undefined ? "" : line(at(bar.target), "target", [y + 2, y + rowHeight - 2]),
      `<text class="figure" x="${figureAt}" y="${middle}">${tellFigure(bar.value)}${escapeXml(panel.unit)}</text>`,
    ].join("");
  });
  const floor = panel.floor === undefined ? "" : line(at(panel.floor), "line", [first - 3, bottom + 2]);
  return [
    `<text class="panel" x="${margin}" y="${top + 20}">${escapeXml(panel.title)}${note}</text>`,
    ...grid,
    floor,
    ...rows,
  ].join("\n");
}

/** Where a value lies, and which values the axis names. */
function scaleOf(
  { bars, floor }: Panel,
  { left, right }: { left: number; right: number },
): { at: (value: number) => string; ticks: number[]; isLogarithmic: boolean } {
  const values = bars.flatMap(({ value, target }) => (target === undefined ? [value] : [value, target]));
  if (floor !== undefined) values.push(floor);
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const isLogarithmic = least > 0 && most / least > 8;
  if (!isLogarithmic) {
    const at = (value: number): string => (left + (value / most) * (right - left)).toFixed(1);
    return { at, ticks: linearTicks(most), isLogarithmic };
  }
  // Half of the least, so that its bar can be seen.
  const [low, high] = [Math.log(least / 2), Math.log(most)];
  const at = (value: number): string => (left + ((Math.log(value) - low) / (high - low)) * (right - left)).toFixed(1);
  return { at, ticks: logarithmicTicks(least / 2, most), isLogarithmic };
}

function linearTicks(most: number): number[] {
  const power = 10 ** Math.floor(Math.log10(most));
  const step = [0.2, 0.25, 0.5, 1, 2].map((part) => part * power).find((size) => most / size <= 6) ?? power;
  return Array.from({ length: Math.floor(most / step) + 1 }, (_, count) => Number((count * step).toPrecision(6)));
}

function logarithmicTicks(low: number, high: number): number[] {
  const powers = Array.from({ length: 13 }, (_, at) => at - 6);
  const fine = powers.flatMap((power) => [1, 2, 5].map((digit) => Number((digit * 10 ** power).toPrecision(1))));
  const within = fine.filter((tick) => tick >= low && tick <= high);
  return within.length <= 9 ? within : within.filter((tick) => Number.isInteger(Math.log10(tick)));
}

/** The signs that the panels use, and what they mean. */
function legend(panels: readonly Panel[]): string {
  const bars = panels.flatMap((panel) => panel.bars);
  const square = (kind: string) => (x: number) =>
    `<rect class="${kind}" x="${x}" y="40" width="12" height="12" rx="2"/>`;
  const stroke = (kind: string) => (x: number) => `<line class="${kind}" x1="${x + 6}" x2="${x + 6}" y1="38" y2="54"/>`;
  const signs: Array<{ word: string; isUsed: boolean; draw: (x: number) => string }> = [
    { word: "qwire", isUsed: bars.some(({ kind }) => kind === "qwire"), draw: square("qwire") },
    { word: "others", isUsed: bars.some(({ kind }) => kind === "other"), draw: square("other") },
    { word: "floor", isUsed: bars.some(({ kind }) => kind === "floor"), draw: square("floor") },
    { word: "as much as the floor", isUsed: panels.some(({ floor }) => floor !== undefined), draw: stroke("line") },
    { word: "our target", isUsed: bars.some(({ target }) => target !== undefined), draw: stroke("target") },
  ];
  let x = margin;
  return signs
    .filter(({ isUsed }) => isUsed)
    .map(({ word, draw }) => {
      const drawn = `${draw(x)}<text class="quiet" x="${x + 18}" y="50">${word}</text>`;
      x += 18 + word.length * 5.6 + 18;
      return drawn;
    })
    .join("");
}

function spoken({ label, value, target }: Bar, { unit }: Panel): string {
  return `${label} ${tellFigure(value)}${unit}${target === undefined ? "" : ` (target ${target})`}`;
}

function tellFigure(value: number): string {
  if (value >= 100) return value.toFixed(0);
  return value >= 10 ? value.toFixed(1) : value.toFixed(2);
}
