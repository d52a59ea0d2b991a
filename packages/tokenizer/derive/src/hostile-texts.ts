/** Texts that stop a tokenizer which scans for the next merge. */
export const hostileTexts = {
  "1 MB of one letter": "a".repeat(1_000_000),
  "200,000 Han characters": "你".repeat(200_000),
  "200,000 mixed Han characters": "天气预报今日杭州北京上海广州".repeat(15_000).slice(0, 200_000),
  "1 MB of blanks": " ".repeat(1_000_000),
  "1 MB of dashes": "-".repeat(1_000_000),
  "1 MB of marks that are not quite special": "<|im_".repeat(200_000),
  "200,000 emoji joined": "👩\u200d".repeat(66_000),
} as const;
