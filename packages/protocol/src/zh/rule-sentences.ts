import type { RuleName } from "../rules/all-rules.ts";
import type { Details } from "../rules/rule.ts";

type Sentence = (details: Details) => string;

const range: Sentence = ({ field, range: legal, value }) => `${field} 应为${rangeInChinese(legal)},而不是 ${value}。`;
const useless =
  (wanted: string): Sentence =>
  ({ field }) =>
    `${field} 只在 ${wanted} 时有意义,请去掉它。`;
const charset: Sentence = ({ field }) => `${field} 应由 1 到 64 个字母、数字、下划线或短划线组成。`;

/** One sentence per rule, from the same details as the English one. */
export const ruleSentences: { readonly [Name in RuleName]: Sentence } = {
  shape: ({ field, expected, received }) =>
    received === "missing"
      ? `缺少 ${named(field)}:应为${inChinese(expected)}。`
      : `${named(field)} 应为${inChinese(expected)},而不是${inChinese(received)}。`,
  "unknown-word": ({ field, word, expected }) => `${field} 为 "${word}",已知的有${inChinese(expected)}。`,
  "too-deep": ({ field, limit }) => `${field} 嵌套超过 ${limit} 层,或存在循环引用,请展平。`,
  "model-empty": ({ field }) => `${field} 为空,请写模型名称,例如 qwen-plus。`,
  "model-not-in-2024": ({ field, name }) => `${field} "${name}" 不在 2024 年文档的模型列表中。`,
  "model-not-in-2025": ({ field, name }) => `${field} "${name}" 不在 2025 年文档的模型列表中。`,
  "developer-role": ({ field }) => `${field} 为 "developer",服务端不认识,请用 "system"。`,
  "system-not-first": ({ field }) => `${field} 为 "system",它应当是第一条,请把指令合并到第一条消息。`,
  "no-user-message": ({ field }) => `${field} 中没有用户消息,请加上一条。`,
  "last-role": ({ field }) => `${field}:最后一条消息必须来自用户或工具,或设置 partial。`,
  "turns-alternate": ({ field, role }) => `${field} 连续两次为 "${role}",请合并这两条消息。`,
  "partial-not-last": ({ field }) => `${field} 只在最后一条消息上有意义,请去掉它。`,
  "partial-while-thinking": ({ field }) => `${field} 不能与思考同时使用,请设置 enable_thinking: false。`,
  "system-for-qwq": ({ field, family }) => `${field} 为 "system",${family} 不建议设置,请写进用户消息。`,
  "translation-messages": ({ field }) => `${field}:翻译只接受一条用户消息。`,
  "tool-call-unanswered": ({ field, id, name }) =>
    `${field}(${name},id "${id}")没有结果,请紧跟其后加一条带该 tool_call_id 的 tool 消息。`,
  "tool-answer-orphan": ({ field }) =>
    `${field} 没有对应的工具调用,请紧跟在 assistant 消息之后,并带上对应的 tool_call_id。`,
  "tool-answer-without-id": ({ field, id }) => `缺少 ${field},请写 "${id}",即它所回答的调用。`,
  "tool-arguments-not-json": ({ field }) => `${field} 不是 JSON,请发送 "{}",并在工具结果中引用原文。`,
  "assistant-content-missing": ({ field }) => `缺少 ${field},请发送空字符串。`,
  "media-unknown-to-model": ({ field, type, family }) => `${field} 的类型是 ${type},${family} 不支持,请换用其他模型。`,
  "media-url": ({ field }) => `${field} 需要以 http://、https:// 或 data:…;base64, 开头的 URL。`,
  "data-uri-too-large": ({ field, size, limit }) =>
    `${field} 中的 data URI 有 ${size} 字节,超过 ${limit},请改用 https URL。`,
  "video-frames": ({ field, count }) => `${field} 有 ${count} 帧,应为 4 到 512 帧。`,
  "video-fps": ({ field, fps }) => `${field} 的 fps 为 ${fps},应为 0.1 到 10。`,
  "cache-markers": ({ field }) => `${field} 的 cache_control 已超过每个请求 4 个的上限,请去掉。`,
  "temperature-range": range,
  "top-p-range": range,
  "top-k-range": range,
  "presence-penalty-range": range,
  "repetition-penalty-range": range,
  "seed-range": range,
  "seed-above-63-bits": ({ field }) => `${field} 大于 2^63 - 1,2026 年的服务端读不到那么大,请用小一些的数。`,
  "seed-above-31-bits": ({ field }) => `${field} 大于最新文档的上限 2^31 - 1,小一些的数处处可用。`,
  "seed-inexact": ({ field }) => `${field} 大于 2^53,末尾几位已经丢失,请改用 bigint。`,
  "temperature-beside-top-p": ({ field }) => `${field} 与 temperature 都控制采样,请只设置其中一个。`,
  "max-tokens-range": range,
  "max-completion-tokens-range": range,
  "max-tokens-above-model": ({ field, limit, family }) => `${field} 大于 ${family} 的输出上限 ${limit},请调低。`,
  "stop-mixed": ({ field }) => `${field} 混用了类型,请只写文本、只写 token id,或只写 token id 的数组。`,
  "n-range": range,
  "n-with-tools": ({ field }) => `${field} 与 tools 同时出现时固定为 1,请去掉其中之一。`,
  "n-outside-qwen-plus": ({ field, family }) => `只有 qwen-plus 支持大于 1 的 ${field},${family} 不支持,请去掉。`,
  "n-above-model": ({ field, limit, family }) => `${family} 的 ${field} 最多为 ${limit}。`,
  "n-while-thinking": ({ field }) => `思考时 ${field} 只能为 1,请去掉它,或设置 enable_thinking: false。`,
  "stream-options-without-stream": useless("stream: true"),
  "stream-only-model": ({ field, family }) => `${family} 只支持流式请求,请把 ${field} 设为 true。`,
  "thinking-without-stream": ({ field, family }) =>
    `${family} 只能在流式请求中思考,请设置 stream: true 或 ${field}: false。`,
  "tools-with-stream": ({ field }) => `此服务端的 ${field} 不能与流式同时使用,请去掉 stream。`,
  "tool-stream-without-stream": useless("stream: true"),
  "code-interpreter-without-stream": ({ field }) => `${field} 需要 stream: true。`,
  "speech-without-stream": ({ field }) => `${field} 要求语音,而语音只在流式请求中返回,请设置 stream: true。`,
  "thinking-required": ({ field, family }) => `${family} 始终思考,请去掉 ${field}。`,
  "thinking-unknown-to-model": ({ field, family }) => `${family} 不会思考,请去掉 ${field},或换用会思考的模型。`,
  "thinking-budget-range": range,
  "thinking-budget-above-model": ({ field, limit, family }) => `${field} 大于 ${family} 的思考上限 ${limit},请调低。`,
  "thinking-budget-beside-effort": ({ field }) => `${field} 与 thinking_budget 互斥,请只设置其中一个。`,
  "thinking-budget-without-thinking": ({ field }) => `${field} 与 enable_thinking: false 同时出现没有意义,请去掉它。`,
  "tool-name": charset,
  "tool-name-duplicate": ({ field, name }) => `${field} 重复使用了 "${name}",每个工具都要有自己的名称。`,
  "tool-name-search": ({ field }) => `${field} 为 "search",部分模型保留了这个名称,请换一个。`,
  "tool-required-misplaced": ({ field }) => `${field} 写在 parameters 旁边,会被忽略,请写进 parameters。`,
  "tools-empty": ({ field }) => `${field} 为空,请去掉它。`,
  "tools-unknown-to-model": ({ field, family }) => `${family} 不支持 ${field},请换用其他模型。`,
  "tools-missing-in-round": ({ field }) => `消息以工具结果结尾,却缺少 ${field},请再次传入。`,
  "tool-choice-without-tools": ({ field }) => `设置了 ${field},却没有工具,请去掉它。`,
  "tool-choice-unknown-tool": ({ field, name }) => `${field} 为 "${name}",不在 tools 之中。`,
  "tool-choice-while-thinking": ({ field }) => `思考时 ${field} 只能为 "auto" 或 "none"。`,
  "json-without-the-word": ({ field }) =>
    `response_format 为 json_object 时,${field} 中必须出现 JSON 一词,请在提示词中写明。`,
  "json-while-thinking": ({ field }) => `多数模型的 ${field} json_object 与思考互斥,请设置 enable_thinking: false。`,
  "json-unknown-to-model": ({ field, type, family }) => `${family} 未必支持 ${field} ${type},请换用其他模型。`,
  "json-schema-name": charset,
  "top-logprobs-range": range,
  "top-logprobs-without-logprobs": ({ field }) => `${field} 需要 logprobs: true。`,
  "search-options-without-search": useless("enable_search: true"),
  "search-unknown-to-model": ({ field, family }) => `${family} 不支持联网搜索,请去掉 ${field},或换用其他模型。`,
  "search-freshness": ({ field }) => `${field} 应为 7、30、180 或 365 天。`,
  "search-sites": ({ field }) => `${field} 最多写 25 个站点。`,
  "speech-without-voice": ({ field }) => `缺少 ${field}:语音需要 { voice, format }。`,
};

function named(field: string | number | undefined): string {
  return field === "The request" ? "请求" : String(field);
}

function rangeInChinese(legal: string | number | undefined): string {
  return String(legal)
    .replace(/^from (\S+) to (\S+)$/, " $1 到 $2")
    .replace(/^an integer from (\S+) to (.+)$/, " $1 到 $2 的整数")
    .replace(/^above (\S+) and at most (\S+)$/, "大于 $1 且不大于 $2")
    .replace(/^(\S+) or more and below (\S+)$/, "不小于 $1 且小于 $2")
    .replace(/^(\S+) or more$/, "不小于 $1")
    .replace(/^above (\S+)$/, "大于 $1");
}

const words: { readonly [token: string]: string } = {
  string: "字符串",
  word: "其他词",
  number: "数字",
  int: "整数",
  bigint: "大整数",
  boolean: "布尔值",
  array: "数组",
  object: "对象",
  record: "对象",
  null: " null",
  nan: " NaN",
  nonempty: "非空数组",
  empty: "空数组",
  other: "其他类型",
};

/** Tokens of kinds, or words in quotes, parted by `|`. */
function inChinese(tokens: string | number | undefined): string {
  return String(tokens ?? "other")
    .split("|")
    .map((token) => words[token] ?? ` ${token}`)
    .join("或");
}
