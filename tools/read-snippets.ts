import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** A block of TypeScript in a page. */
export type Snippet = {
  /** Such as `docs/tools.md:42`. */
  place: string;
  code: string;
  /** Fenced as `ts run`: it is executed, too. */
  isRun: boolean;
  /** Fenced as `ts test`: a test for vitest. */
  isTest: boolean;
  /** Whether it prints where nothing goes wrong. */
  prints: boolean;
};

const root = join(import.meta.dirname, "..");

/**
 * Every block fenced `ts` in the README files and the documentation. A page may begin with one fenced `ts base`, from which all
 * others on it go on; a block that begins with `// continued` goes on from the one before it.
 */
export function readSnippets(): Snippet[] {
  const pages = globSync(["README*.md", "docs/**/*.md", "packages/*/README.md", "examples/README.md"], { cwd: root });
  return pages.sort().flatMap((page) => snippetsOf(page, readFileSync(join(root, page), "utf8")));
}

/** The blocks of one page. */
export function snippetsOf(page: string, text: string): Snippet[] {
  let base = "";
  let before = "";
  return [...text.matchAll(/^```ts\b([^\n]*)\n([\s\S]*?)^```$/gm)].map((match) => {
    const { index, 1: words = "", 2: code = "" } = match;
    const line = text.slice(0, index).split("\n").length;
    const isBase = words.includes("base");
    const whole = isBase ? code : `${code.startsWith("// continued") ? before : base}${code}`;
    if (isBase) base = `${code}\n`;
    before = `${whole}\n`;
    return {
      place: `${page}:${line}`,
      code: hoisted(whole),
      isRun: words.includes("run"),
      isTest: words.includes("test"),
      prints: prints(code),
    };
  });
}

function prints(code: string): boolean {
  return /console|process\.stdout/.test(code.replaceAll(/catch[\s\S]*|onWarning.*/g, ""));
}

/** Imports first: a block that goes on may bring its own. */
function hoisted(code: string): string {
  const imports = code.match(/^import [\s\S]*?;$/gm) ?? [];
  const rest = code.replaceAll(/^import [\s\S]*?;\n/gm, "");
  return `${[...new Set(imports)].join("\n")}\n${rest}\nexport {};\n`;
}
