/** What became of one package. */
export type Row = { name: string; version: string; upgraded: string; bytes: number; usedOn: readonly string[] };

/** The rows as Markdown, so that they can be pasted into a release's notes. */
export function tellTable(rows: readonly Row[]): string {
  const cells = rows.map(({ name, version, upgraded, bytes, usedOn }) => [
    name,
    version,
    upgraded,
    `${(bytes / 1000).toFixed(0)} kB`,
    usedOn.join(", "),
    "ok",
  ]);
  const all = [["package", "version", "upgraded to", "size", "used on", "all"], ...cells];
  const widths = (all[0] ?? []).map((_, at) => Math.max(...all.map((row) => row[at]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(" | ")} |`;
  const rule = `|${widths.map((width) => "-".repeat(width + 2)).join("|")}|`;
  return [line(all[0] ?? []), rule, ...all.slice(1).map(line)].join("\n");
}
