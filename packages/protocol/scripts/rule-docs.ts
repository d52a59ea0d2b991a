import { allRules } from "../src/rules/all-rules.ts";
import type { RuleName } from "../src/rules/all-rules.ts";
import { documentedProfiles } from "../src/rules/documented-profiles.ts";
import { shapeRules } from "../src/rules/shape-rules.ts";
import type { ShapeRule } from "../src/rules/shape-rules.ts";
import type { Rule } from "../src/rules/rule.ts";

const rows: { readonly [Name in RuleName]: ShapeRule & Pick<Rule, "fix"> } = { ...shapeRules, ...allRules };
const signs = { error: "✕", warning: "!", off: "–" };

/** The README's table of rules. */
export function ruleDocs(): string {
  const lines = (Object.keys(rows) as RuleName[]).map((name) => {
    // a closed object
    const { severity, fix, source } = rows[name];
    const days = (["2024", "2025", "current"] as const).map((day) =>
      documentedProfiles[day].refuses.has(name) ? signs.error : severity === "off" ? signs.off : signs.warning,
    );
    return `| \`${name}\` | ${[signs[severity], ...days, fix?.says ?? "", source].join(" | ").replaceAll("|\n", "")} |`;
  });
  return [
    "| rule | by default | 2024 | 2025 | current | fix | source |",
    "|---|:-:|:-:|:-:|:-:|---|---|",
    ...lines,
  ].join("\n");
}
