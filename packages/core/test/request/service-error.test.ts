import { errorCodes } from "@qwire/protocol/client";
import { describe, expect, it } from "vitest";
import { serviceError } from "../../src/request/service-error.ts";

const { summary, remedy } = errorCodes.invalid_api_key;

function messageFor(message: string): string {
  const body = { message, code: "invalid_api_key", type: null, param: null, requestId: null };
  return serviceError(body, { status: 401 }).message;
}

describe("what the service says is a sentence of its own before the remedy", () => {
  it.each([
    ["Incorrect API key provided", "Incorrect API key provided."],
    ["Incorrect API key provided.", "Incorrect API key provided."],
    ["Is this a key?", "Is this a key?"],
    ["Incorrect API key provided...", "Incorrect API key provided..."],
    ['The key is "sk-x"', 'The key is "sk-x".'],
    ['It says "No such key."', 'It says "No such key."'],
    ["The key is wrong (see the console.)", "The key is wrong (see the console.)"],
    ["Unknown key `sk-x`", "Unknown key `sk-x`."],
    ["密钥不正确", "密钥不正确。"],
    ["密钥不正确。", "密钥不正确。"],
    ["密钥不正确！", "密钥不正确！"],
    ["密钥“sk-x”", "密钥“sk-x”。"],
    ["他说「密钥不正确。」", "他说「密钥不正确。」"],
    ["キーが違います", "キーが違います。"],
    ["Reasons:", "Reasons:"],
    ["Incorrect API key provided \n", "Incorrect API key provided."],
  ])("%j", (words, told) => {
    expect(messageFor(words)).toBe(`${summary} (401, invalid_api_key) The service says: ${told} ${remedy}`);
  });

  it("and nothing is said for it where it said nothing", () => {
    expect(messageFor(" ")).toBe(`${summary} (401, invalid_api_key) ${remedy}`);
  });

  it("a text that was cut ends where it was cut", () => {
    expect(messageFor("word ".repeat(400))).toContain(`word … ${remedy}`);
  });
});
