import { withoutField } from "../without-field.ts";
import { when } from "./rule.ts";
import type { Rule } from "./rule.ts";

export type BuiltInToolRuleName =
  | "search-options-without-search"
  | "search-unknown-to-model"
  | "search-freshness"
  | "search-sites"
  | "speech-without-voice";

/** Tools that run inside the service, and speech. */
export const builtInToolRules: { readonly [Name in BuiltInToolRuleName]: Rule } = {
  "search-options-without-search": {
    severity: "warning",
    refusedAs: "invalid_request",
    source: "reference of 2026: needs enable_search",
    check: ({ search_options, enable_search }) =>
      when((search_options ?? null) !== null && enable_search !== true, ["search_options"]),
    sentence: ({ field }) => `${field} says something only with enable_search: true; leave it out, or set that.`,
    fix: { says: "search_options is left out.", apply: (request) => withoutField(request, "search_options") },
  },
  "search-unknown-to-model": {
    severity: "warning",
    refusedAs: "feature_not_supported",
    source: "2024 document: not qwen-long; error page of 2026: This model does not support enable_search",
    check: ({ enable_search }, { model }) =>
      when(enable_search === true && model.search === false, ["enable_search"], { family: model.family }),
    sentence: ({ field, family }) => `${family} does not search: leave ${field} out, or choose another model.`,
  },
  "search-freshness": {
    severity: "warning",
    refusedAs: "invalid_request",
    source: "web search page of 2026: 7, 30, 180 or 365",
    check: ({ search_options }) =>
      when(![7, 30, 180, 365].includes(search_options?.freshness ?? 7), ["search_options", "freshness"]),
    sentence: ({ field }) => `${field} must be 7, 30, 180 or 365 days.`,
  },
  "search-sites": {
    severity: "warning",
    refusedAs: "invalid_request",
    source: "web search page of 2026: at most 25",
    check: ({ search_options }) =>
      when((search_options?.assigned_site_list?.length ?? 0) > 25, ["search_options", "assigned_site_list"]),
    sentence: ({ field }) => `${field} may name at most 25 sites.`,
  },
  "speech-without-voice": {
    severity: "warning",
    refusedAs: "invalid_request",
    source: "reference of 2026: the audio modality needs a voice",
    check: ({ modalities, audio }) =>
      when(modalities?.includes("audio") === true && (audio ?? null) === null, ["audio"]),
    sentence: ({ field }) => `${field} is missing: speech needs { voice, format }.`,
  },
};
