// A request that no server takes is told before it is sent; a failure is named.
import { deepStrictEqual, match, strictEqual } from "node:assert/strict";
import { applyFixes, checkRequest, classifyError, findModel, readChunk } from "@qwire/protocol";
import type { ChatRequest } from "@qwire/protocol";

const request: ChatRequest = { model: "qwen-plus", messages: [{ role: "user", content: "你好" }], temperature: 3 };
const [issue] = checkRequest(request);
match(issue?.sentence ?? "", /temperature/);
deepStrictEqual(checkRequest(applyFixes(request)), []);
strictEqual(classifyError(429, { code: "insufficient_quota", message: "" }).retryable, true);
strictEqual(findModel("qwen-plus").tools, true);
strictEqual(readChunk("no chunk"), null);
