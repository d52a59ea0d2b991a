import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "../../../..");

/** Texts of many kinds: the documentation and sources of this repository, and what they lack. */
export function mixedTexts(): string[] {
  const pages = ["README.md", "README.zh-CN.md", ...under("docs", ".md"), ...under("packages/server/src", ".ts")];
  const read = pages.map((page) => readFileSync(join(root, page), "utf8"));
  return [...read, ...read.map((text) => text.replaceAll("\n", "\r\n")), ...scripts, ...scripts.map(entangle)];
}

function under(folder: string, ending: string): string[] {
  const names = readdirSync(join(root, folder), { recursive: true, encoding: "utf8" });
  return names.filter((name) => name.endsWith(ending)).map((name) => join(folder, name));
}

/** The same without blanks between words, between two lone halves of a surrogate pair, and again in small and in capitals. */
function entangle(text: string): string {
  return `\ud83d${text.replaceAll(" ", "")}\ude00 ${text.toUpperCase()}\u00a0${text.toLowerCase()}\ufeff\u0085`;
}

/** A little of many scripts, and of what breaks tokenizers. */
export const scripts = [
  "杭州和北京天气怎么样?现在几点了?我想查询指定城市的天气,请告诉我明天是否会下雨。𠮷野家的牛丼饭很好吃,㐂悦。",
  "臺灣的天氣怎麼樣?我是來自阿里雲的大規模語言模型,我叫通義千問。",
  "東京の天気はどうですか。カタカナとひらがな、漢字が混ざった文章です。ｶﾞﾊﾟ",
  "오늘 서울 날씨는 어때요? 비가 올까요? 한글 자모: ㄱㄴㄷ ㅏㅑㅓ, 그리고 각 낱글자.",
  "ما هي حالة الطقس في القاهرة اليوم؟ مُحَمَّدٌ رَسُولٌ ١٢٣٤ ﷺ",
  "दिल्ली में आज मौसम कैसा है? क्या बारिश होगी? १२३ श्रीमान् क्षत्रिय",
  "Какая сегодня погода в Москве? Ещё раз: йод, ёлка.",
  "วันนี้อากาศที่กรุงเทพฯ เป็นอย่างไรบ้าง ฝนจะตกไหม",
  "Thời tiết ở Hà Nội hôm nay thế nào? Trời có mưa không?",
  "👩‍👩‍👧‍👦 👨🏽‍🚀 🏳️‍🌈 🇨🇳🇺🇸 ❤️‍🔥 1️⃣ ✅✅✅ 😀😃😄 ☕️☔️",
  "It's he'll WE'RE I'D they've I'M can'T O'Reilly 'ſ 'sun  ''s don’t",
  "1234567890 3.14159 1e-10 0xDEADBEEF ½ ² Ⅷ ㊿ ٣٤ 一二三 2026-11-26T12:00:00Z",
  "e\u0301 a\u0308\u0323 ﬁ ﬀ Å Ω K \u1100\u1161\u11a8 \u0958 \u2126 ö̲",
  "  two\t\ttabs\n\n\nlines \r\n\r\n \r mixed\u2028separators\u2029 \u3000wide\u00a0hard \u200bzero\u200d\ufeffbom ",
  "<|im_start|>user\n你好<|im_end|>\n<|im_start|>assistant\n<think>\n\n</think>\n\n<tool_call>\n{}\n</tool_call><|endoftext|><|im_|>",
  "const f = async (x: number): Promise<void> => { await g(x ?? 0); }; // `$" + "{x}` \\n \u0000\u0001\u007f\u0080",
  "def main():\n    for i in range(10):\n        print(f'{i:>5}')\n\n\nif __name__ == '__main__':\n\tmain()\n",
  "SELECT * FROM `t` WHERE a <> 'b' AND c >= 1.0; -- #!/bin/bash\n$ curl -s https://example.com/a?b=c&d=%20 | jq '.[]'",
  "\ud800 lone \udc00\ud800 halves \udfff\ud800x",
  "aaaaaaaaaaaaaaaaaaaaaaaa-----------------------------========================................................................",
];
