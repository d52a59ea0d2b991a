/** Where every client believes it is asking. */
export const baseURL = "http://bench.invalid/compatible-mode/v1";

/** What every client asks. */
export const question = { model: "qwen-plus", messages: [{ role: "user" as const, content: "Tell me." }] };
