import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { parseErrorBody, readErrorBody } from "../src/error-body.ts";

// Many small runs: on a busy machine they need more than the usual five seconds.
vi.setConfig({ testTimeout: 60_000 });

const inner = { message: "No.", type: "invalid_request_error", param: null, code: "invalid_parameter_error" };
const told = { code: "invalid_parameter_error", message: "No.", type: "invalid_request_error", param: null };

describe("readErrorBody", () => {
  it.each([
    ["of the model's layer: id and request_id", { error: inner, id: "chatcmpl-r1", request_id: "r1" }, "r1"],
    ["with the request id only in the completion id", { error: inner, id: "chatcmpl-r1" }, "r1"],
    ["of the gateway: request_id alone", { error: inner, request_id: "r1" }, "r1"],
    ["of the documents: no request id", { error: inner }, null],
    ["with the id inside error", { error: { ...inner, id: "r1" } }, "r1"],
    ["with request_id inside error", { error: { ...inner, request_id: "r1" } }, "r1"],
    ["with an empty request_id", { error: inner, request_id: "" }, null],
  ])("reads a body %s", (_, body, requestId) => {
    expect(readErrorBody(body)).toEqual({ ...told, requestId });
  });

  it("reads the native body that leaks through", () => {
    const body = { code: "Throttling.RateQuota", message: "Too many.", request_id: "r1" };
    expect(readErrorBody(body)).toEqual({ ...body, type: null, param: null, requestId: "r1", request_id: undefined });
  });

  it("reads numeric codes as text", () => {
    expect(readErrorBody({ error: { code: 1302, message: "busy" } })?.code).toBe("1302");
  });

  it("reads an error that is only a sentence", () => {
    expect(readErrorBody({ error: "Not Found", status: 404 })).toMatchObject({ code: null, message: "Not Found" });
  });

  it("reads an error whose words are of another kind as an error without them", () => {
    expect(readErrorBody({ error: { message: { zh: "忙" }, code: ["busy"], type: true }, request_id: "r1" })).toEqual({
      code: null,
      message: "",
      type: null,
      param: null,
      requestId: "r1",
    });
  });

  it("tells a missing code as null", () => {
    expect(readErrorBody({ error: { ...inner, code: null } })?.code).toBeNull();
    expect(readErrorBody({ error: { message: "No." } })?.code).toBeNull();
  });

  it.each([
    ["a chunk", { id: "chatcmpl-1", choices: [], usage: null }],
    ["a chunk with error: null", { error: null, choices: [] }],
    ["a chunk that has a code", { code: "x", choices: [] }],
    ["a flag for an error", { error: true }],
    ["a list", []],
    ["null", null],
    ["a text", "no"],
  ])("says null to %s", (_, payload) => {
    expect(readErrorBody(payload)).toBeNull();
  });

  it("never throws", () => {
    fc.assert(fc.property(fc.anything(), (payload) => void readErrorBody(payload)));
  });
});

describe("parseErrorBody", () => {
  const json = JSON.stringify({ error: inner, request_id: "r1" });

  it("reads plain JSON", () => {
    expect(parseErrorBody(json)).toEqual({ ...told, requestId: "r1", status: null });
  });

  it.each(["\n\n", "\r\n\r\n", "\r\r"])("reads a 400 framed as an event stream, ended by %j", (end) => {
    expect(parseErrorBody(`data: ${json}${end}`)).toEqual({ ...told, requestId: "r1", status: null });
    expect(parseErrorBody(`data: ${json}`)?.message).toBe("No.");
    expect(parseErrorBody(`data:${json}${end}data: [DONE]${end}`)?.message).toBe("No.");
  });

  it("reads an event whose JSON is spread over several data lines", () => {
    expect(parseErrorBody(`data: {"error":\ndata: ${JSON.stringify(inner)}}\n\n`)?.code).toBe(inner.code);
  });

  it("reads the native frame, with the status in a comment", () => {
    const frame =
      'id:1\nevent:error\n:HTTP_STATUS/429\ndata:{"request_id":"r1","code":"Throttling.AllocationQuota","message":"Allocated quota exceeded, please increase your quota limit."}\n\n';
    expect(parseErrorBody(frame)).toMatchObject({ code: "Throttling.AllocationQuota", status: 429, requestId: "r1" });
    expect(parseErrorBody(frame.replaceAll("\n", "\r\n"))?.status).toBe(429);
  });

  it("reads through a byte order mark", () => {
    expect(parseErrorBody(`\uFEFF${json}`)?.message).toBe("No.");
  });

  it("finds the error after good chunks", () => {
    expect(parseErrorBody(`data: {"choices":[]}\n\ndata: ${json}\n\n`)?.message).toBe("No.");
  });

  it.each(["", "<html><title>502</title></html>", "data: [DONE]\n\n", '{"choices":[]}', "data: {"])(
    "says null to %j",
    (body) => {
      expect(parseErrorBody(body)).toBeNull();
    },
  );

  it("never throws", () => {
    fc.assert(fc.property(fc.string({ unit: "binary", maxLength: 200 }), (body) => void parseErrorBody(body)));
    fc.assert(fc.property(fc.json(), (body) => void parseErrorBody(`data: ${body}\n\n`)));
  });
});
