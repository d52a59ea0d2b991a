import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";

/**
 * Links and pictures of Markdown pages that lead nowhere: to a file that is not there, or to a heading a page does not have. Addresses
 * in the web are not asked.
 *
 * @param pages paths of the pages
 * @returns such as `docs/tools.md:12 → stream.md#stop`
 */
export function findBrokenLinks(root: string, pages: readonly string[]): string[] {
  const anchors = new Map<string, Set<string>>();
  return pages.flatMap((page) => {
    const text = readFileSync(join(root, page), "utf8");
    return linksOf(text).flatMap(({ target, line }) => {
      if (/^[a-z][a-z+.-]*:/i.test(target)) return [];
      const [path = "", anchor] = target.split("#");
      const file = path === "" ? join(root, page) : join(root, dirname(page), decodeURIComponent(path));
      const isThere = existsSync(file) && (anchor === undefined || anchorsOf(pageBehind(file)).has(anchor));
      return isThere ? [] : [`${page}:${line} → ${target}`];
    });
  });

  function anchorsOf(file: string): Set<string> {
    const known = anchors.get(file) ?? headingsOf(existsSync(file) ? readFileSync(file, "utf8") : "");
    anchors.set(file, known);
    return known;
  }
}

/** A folder shows its README. */
function pageBehind(file: string): string {
  return statSync(file).isDirectory() ? join(file, "README.md") : file;
}

/** Text outside code, line by line: what is fenced or between backticks links nowhere. */
function proseOf(text: string): string[] {
  const blank = (block: string): string => block.replaceAll(/[^\n]/g, "");
  return text
    .replaceAll(/^(`{3,})[^]*?^\1`*\s*$/gm, blank)
    .replaceAll(/<!--[^]*?-->/g, blank)
    .split("\n");
}

function linksOf(text: string): Array<{ target: string; line: number }> {
  return proseOf(text).flatMap((prose, at) => {
    const found = prose.replaceAll(/(`+)[^`]+\1/g, "code").matchAll(/\]\(<?([^)\s>]+)>?(?:\s+"[^"]*")?\)/g);
    const defined = prose.matchAll(/^\[[^\]]+\]:\s*(\S+)/g);
    return [...found, ...defined].map(([, target = ""]) => ({ target, line: at + 1 }));
  });
}

/** Anchors as GitHub makes them: small letters, no punctuation, dashes for blanks, a number behind what is there already. */
function headingsOf(text: string): Set<string> {
  const seen = new Set<string>();
  for (const line of proseOf(text)) {
    const [, title] = /^#{1,6}\s+(.*?)\s*#*$/.exec(line) ?? [];
    if (title === undefined) continue;
    const words = title.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, "$1").toLowerCase();
    const anchor = words.replaceAll(/[^\p{L}\p{M}\p{N}\p{Pc} -]/gu, "").replaceAll(" ", "-");
    let free = anchor;
    for (let count = 1; seen.has(free); count += 1) free = `${anchor}-${count}`;
    seen.add(free);
  }
  return seen;
}
