/**
 * Gives a Python program the indentation it lost on its way. The other document prints the same programs with it: a line
 * takes the white space of its like there. A line without its like stands as the one before it, one step deeper behind a
 * colon. Nothing but white space is changed.
 */
export function restoreIndents(code: string, model: string): string {
  const lines = code.split("\n");
  const models = model.split("\n").filter((line) => line.trim() !== "");
  const likes = pair(lines.map(essence), models.map(essence));
  let before = "";
  return lines
    .map((line, at) => {
      const like = likes.get(at);
      const own = like === undefined ? follow(before) : indentOf(models[like] ?? "");
      const restored = `${own}${line.trimStart()}`;
      // A comment may stand anywhere: nobody follows it.
      if (!/^\s*(#|$)/.test(restored)) before = restored;
      return restored;
    })
    .join("\n");
}

/** The code of a line without comments, white space and all that is translated. */
function essence(line: string): string {
  return line.replace(/(^|\s)#.*$/, "").replace(/[^\x21-\x7e]/g, "");
}

function indentOf(line: string): string {
  return /^\s*/.exec(line)?.[0] ?? "";
}

function follow(before: string): string {
  return before.trimEnd().endsWith(":") ? `${indentOf(before)}    ` : indentOf(before);
}

/** Pairs equal lines, as many as can be without crossing. */
function pair(lines: readonly string[], models: readonly string[]): Map<number, number> {
  const lengths = Array.from({ length: lines.length + 1 }, () => Array.from({ length: models.length + 1 }, () => 0));
  const at = (line: number, model: number): number => lengths[line]?.[model] ?? 0;
  const isPair = (line: number, model: number): boolean => lines[line] !== "" && lines[line] === models[model];
  for (let line = lines.length - 1; line >= 0; line--) {
    for (let model = models.length - 1; model >= 0; model--) {
      const row = lengths[line];
      if (row === undefined) continue;
      row[model] = isPair(line, model)
        ? 1 + at(line + 1, model + 1)
        : Math.max(at(line + 1, model), at(line, model + 1));
    }
  }
  const pairs = new Map<number, number>();
  for (let [line, model] = [0, 0]; line < lines.length && model < models.length;) {
    if (isPair(line, model)) pairs.set(line++, model++);
    else if (at(line + 1, model) >= at(line, model + 1)) line++;
    else model++;
  }
  return pairs;
}
