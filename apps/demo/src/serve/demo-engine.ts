import { answer, pace, script } from "@qwire/server";
import type { Engine } from "@qwire/server";

/** The emulator of the demo: it speaks at a human pace, and can show what the page makes of Markdown. */
export function demoEngine(): Engine {
  const showcase = script([{ when: /markdown/i, then: showMarkdown }], answer());
  return pace(showcase, { firstTokenMs: 100, tokensPerSecond: 40 });
}

const showMarkdown: Engine = ({ messages }) => {
  const question = JSON.stringify(messages.at(-1)?.content ?? "");
  return [{ say: /\p{Script=Han}/u.test(question) ? inChinese : inEnglish }];
};

const code = `\`\`\`ts
import { createClient } from "qwire";

const client = createClient();
const stream = client.chat.completions.stream({ model: "qwen-plus", messages });
for await (const piece of stream.text()) process.stdout.write(piece);
\`\`\``;

const inEnglish = `## What this page can show

An answer is **Markdown**: *emphasis*, \`code\`, and [links](https://github.com).

1. Lists, with numbers
2. or without
   - one inside the other

| event | tells |
| --- | --- |
| \`text-delta\` | the next piece of the answer |
| \`tool-result\` | what a tool said |

${code}

> HTML in an answer stays text: <b>not bold</b>.
`;

const inChinese = `## 本页能显示什么

回答是 **Markdown**:*强调*、\`代码\`,以及[链接](https://github.com)。

1. 有序列表
2. 无序列表
   - 可以嵌套

| 事件 | 含义 |
| --- | --- |
| \`text-delta\` | 回答的下一段文字 |
| \`tool-result\` | 工具的返回 |

${code}

> 回答里的 HTML 只当文字:<b>不会变粗</b>。
`;
