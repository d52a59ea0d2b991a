import type { Language } from "./language.ts";

/** What the emulator itself says, in every language it answers in. */
export type Phrases = {
  /** To a question no tool was asked about. */
  emulated(question: string): string;
  /** To an empty conversation. */
  nothingAsked: string;
  /** Before what the tools have answered. */
  found: string;
  /** Where a tool needs to know something that was not said. */
  missing(tool: string, field: string): string;
  /** To a part of the question that no tool answers, where others did. */
  unmatched(part: string): string;
  /** Where tools are offered and the question has nothing in common with any. */
  nothingShared: string;
  noResult: string;
  thinking(question: string): string;
  stop: string;
  between: string;
  colon: string;
};

export const phrases: { readonly [L in Language]: Phrases } = {
  "zh-Hans": {
    emulated: (question) => `这是 qwire 模拟器的回答，没有真实模型参与。你说的是：“${question}”。`,
    nothingAsked: "这是 qwire 模拟器的回答：消息里没有问题。",
    found: "根据工具的结果：",
    missing: (tool, field) => `要调用 ${tool}，还需要知道${field}，请补充。`,
    unmatched: (part) => `没有工具能回答“${part}”。`,
    nothingShared: "问题和提供的工具没有共同的词。",
    noResult: "工具没有返回内容",
    thinking: (question) => `用户说的是“${question}”。看看有没有合适的工具，再决定怎么回答。`,
    stop: "。",
    between: "",
    colon: "：",
  },
  "zh-Hant": {
    emulated: (question) => `這是 qwire 模擬器的回答，沒有真實模型參與。你說的是：「${question}」。`,
    nothingAsked: "這是 qwire 模擬器的回答：訊息裡沒有問題。",
    found: "根據工具的結果：",
    missing: (tool, field) => `要呼叫 ${tool}，還需要知道${field}，請補充。`,
    unmatched: (part) => `沒有工具能回答「${part}」。`,
    nothingShared: "問題和提供的工具沒有共同的詞。",
    noResult: "工具沒有傳回內容",
    thinking: (question) => `使用者說的是「${question}」。看看有沒有合適的工具，再決定怎麼回答。`,
    stop: "。",
    between: "",
    colon: "：",
  },
  en: {
    emulated: (question) => `This is the qwire emulator answering; no real model took part. You said: "${question}".`,
    nothingAsked: "This is the qwire emulator answering: the messages hold no question.",
    found: "According to the tools: ",
    missing: (tool, field) => `To call ${tool} I still need ${field}. Please tell me.`,
    unmatched: (part) => `No offered tool answers "${part}".`,
    nothingShared: "No offered tool shares a word with this question.",
    noResult: "the tool returned nothing",
    thinking: (question) => `The user said "${question}". I look for a tool that fits and then decide what to answer.`,
    stop: ".",
    between: " ",
    colon: ": ",
  },
};
