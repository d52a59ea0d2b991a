import { equal } from "node:assert/strict";
import { classifyError, decodeJson, readChunk } from "@qwire/protocol/client";

equal(classifyError(429, { code: "limit_requests", message: "" }).code, "rate_limited");
equal(readChunk(decodeJson('{"choices":[]}'))?.choices.length, 0);
