import { allRules, documentedProfiles } from "@qwire/protocol";
import type { DocumentedProfile, RuleName } from "@qwire/protocol";

/**
 * What the played server refuses: its profile, with rules switched on or off one by one. Shape and depth are always checked.
 *
 * @throws TypeError on a rule there is not.
 */
export function switchRules(
  profile: keyof typeof documentedProfiles,
  rules: { readonly [Name in RuleName]?: boolean } = {},
): DocumentedProfile {
  const refuses = new Set<RuleName>(documentedProfiles[profile].refuses);
  for (const [name, on] of Object.entries(rules)) {
    if (!isRule(name)) throw new TypeError(`There is no rule "${name}": see allRules in @qwire/protocol.`);
    if (on) refuses.add(name);
    else refuses.delete(name);
  }
  // Depth is judged on the text, before anything recursive sees what it says.
  refuses.delete("too-deep");
  return { name: profile, refuses: refuses.add("shape") };
}

function isRule(name: string): name is RuleName {
  return Object.hasOwn(allRules, name) || name === "shape" || name === "unknown-word";
}
