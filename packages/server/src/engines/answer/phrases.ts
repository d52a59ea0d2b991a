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
  /** A field of a tool, with the first words of its description where there are any. */
  field(name: string, about: string): string;
  stop: string;
  between: string;
  colon: string;
  comma: string;
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
    field: (name, about) => (about === "" ? ` ${name} ` : ` ${name}（${about}）`),
    stop: "。",
    between: "",
    colon: "：",
    comma: "，",
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
    field: (name, about) => (about === "" ? ` ${name} ` : ` ${name}（${about}）`),
    stop: "。",
    between: "",
    colon: "：",
    comma: "，",
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
    field: (name, about) => (about === "" ? name : `${name} (${about})`),
    stop: ".",
    between: " ",
    colon: ": ",
    comma: ", ",
  },
  ja: {
    emulated: (question) =>
      `qwire エミュレーターの応答です。実際のモデルは使われていません。あなたの発言：「${question}」。`,
    nothingAsked: "qwire エミュレーターの応答です。メッセージに質問がありません。",
    found: "ツールの結果によると：",
    missing: (tool, field) => `${tool} を呼び出すには${field}が必要です。教えてください。`,
    unmatched: (part) => `「${part}」に答えるツールはありません。`,
    nothingShared: "質問と提供されたツールに共通する言葉がありません。",
    noResult: "ツールは何も返しませんでした",
    thinking: (question) => `ユーザーの発言は「${question}」。合うツールを探してから、答えを決める。`,
    field: (name, about) => (about === "" ? ` ${name} ` : ` ${name}（${about}）`),
    stop: "。",
    between: "",
    colon: "：",
    comma: "、",
  },
  ko: {
    emulated: (question) => `qwire 에뮬레이터의 답변이며 실제 모델은 쓰이지 않았습니다. 보내신 말: "${question}".`,
    nothingAsked: "qwire 에뮬레이터의 답변입니다. 메시지에 질문이 없습니다.",
    found: "도구의 결과에 따르면: ",
    missing: (tool, field) => `${tool} 도구를 부르려면 ${field} 값이 필요합니다. 알려 주세요.`,
    unmatched: (part) => `"${part}"에 답할 도구가 없습니다.`,
    nothingShared: "질문과 제공된 도구에 공통된 말이 없습니다.",
    noResult: "도구가 아무것도 돌려주지 않았습니다",
    thinking: (question) => `사용자의 말은 "${question}"이다. 맞는 도구를 찾아본 뒤 답을 정한다.`,
    field: (name, about) => (about === "" ? name : `${name} (${about})`),
    stop: ".",
    between: " ",
    colon: ": ",
    comma: ", ",
  },
  ru: {
    emulated: (question) => `Это ответ эмулятора qwire, настоящая модель не участвовала. Вы сказали: «${question}».`,
    nothingAsked: "Это ответ эмулятора qwire: в сообщениях нет вопроса.",
    found: "По данным инструментов: ",
    missing: (tool, field) => `Чтобы вызвать ${tool}, мне нужно ещё ${field}. Пожалуйста, уточните.`,
    unmatched: (part) => `Ни один инструмент не отвечает на «${part}».`,
    nothingShared: "У вопроса и предложенных инструментов нет общих слов.",
    noResult: "инструмент ничего не вернул",
    thinking: (question) => `Пользователь сказал: «${question}». Поищу подходящий инструмент и решу, что ответить.`,
    field: (name, about) => (about === "" ? name : `${name} (${about})`),
    stop: ".",
    between: " ",
    colon: ": ",
    comma: ", ",
  },
  ar: {
    emulated: (question) => `هذا رد محاكي qwire دون أي نموذج حقيقي. لقد قلت: «${question}».`,
    nothingAsked: "هذا رد محاكي qwire: لا يوجد سؤال في الرسائل.",
    found: "بحسب نتائج الأدوات: ",
    missing: (tool, field) => `لاستدعاء ${tool} أحتاج أيضًا إلى ${field}. من فضلك أخبرني.`,
    unmatched: (part) => `لا توجد أداة تجيب عن «${part}».`,
    nothingShared: "لا توجد كلمة مشتركة بين السؤال والأدوات المتاحة.",
    noResult: "لم تُرجع الأداة شيئًا",
    thinking: (question) => `قال المستخدم: «${question}». سأبحث عن أداة مناسبة ثم أقرر الجواب.`,
    field: (name, about) => (about === "" ? name : `${name} (${about})`),
    stop: ".",
    between: " ",
    colon: ": ",
    comma: "، ",
  },
  hi: {
    emulated: (question) => `यह qwire एमुलेटर का उत्तर है, किसी असली मॉडल का नहीं। आपने कहा: "${question}"।`,
    nothingAsked: "यह qwire एमुलेटर का उत्तर है: संदेशों में कोई प्रश्न नहीं है।",
    found: "टूल के परिणामों के अनुसार: ",
    missing: (tool, field) => `${tool} को बुलाने के लिए ${field} भी चाहिए। कृपया बताएँ।`,
    unmatched: (part) => `"${part}" का उत्तर देने वाला कोई टूल नहीं है।`,
    nothingShared: "प्रश्न और दिए गए टूल में कोई शब्द समान नहीं है।",
    noResult: "टूल ने कुछ नहीं लौटाया",
    thinking: (question) => `उपयोगकर्ता ने कहा: "${question}"। पहले सही टूल देखूँगा, फिर उत्तर तय करूँगा।`,
    field: (name, about) => (about === "" ? name : `${name} (${about})`),
    stop: "।",
    between: " ",
    colon: ": ",
    comma: ", ",
  },
  th: {
    emulated: (question) => `นี่คือคำตอบจากโปรแกรมจำลอง qwire ไม่มีโมเดลจริง คุณพูดว่า: "${question}"`,
    nothingAsked: "นี่คือคำตอบจากโปรแกรมจำลอง qwire: ไม่มีคำถามในข้อความ",
    found: "ตามผลจากเครื่องมือ: ",
    missing: (tool, field) => `การเรียก ${tool} ยังต้องการ ${field} กรุณาบอกด้วย`,
    unmatched: (part) => `ไม่มีเครื่องมือใดตอบ "${part}"`,
    nothingShared: "คำถามกับเครื่องมือที่มีไม่มีคำใดตรงกัน",
    noResult: "เครื่องมือไม่ได้ส่งอะไรกลับมา",
    thinking: (question) => `ผู้ใช้พูดว่า "${question}" จะหาเครื่องมือที่เหมาะก่อน แล้วค่อยตัดสินใจตอบ`,
    field: (name, about) => (about === "" ? name : `${name} (${about})`),
    stop: "",
    between: " ",
    colon: ": ",
    comma: ", ",
  },
};
