import { describe, expect, it } from "vitest";
import { createEmulator } from "../../src/index.ts";
import { chatRequest, url, userAsks } from "../support/ask.ts";

async function messageFor(request: Request): Promise<string> {
  const body = (await (await createEmulator().fetch(request)).json()) as { error: { message: string } };
  return body.error.message;
}

describe("refusals say what is wrong", () => {
  it("an unknown role is quoted", async () => {
    const body = { model: "qwen-plus", messages: [{ role: "usr", content: "hello" }] };
    const message = await messageFor(chatRequest(body));
    expect(message).toContain('messages[0].role must be "system"');
    expect(message).toContain('not "usr"');
    expect(message).not.toContain("not a string");
  });

  it("a value of another type is named by its type", async () => {
    const body = { model: "qwen-plus", messages: [{ role: 1, content: "hello" }] };
    expect(await messageFor(chatRequest(body))).toContain("not a number");
    expect(await messageFor(chatRequest({ ...userAsks("hello"), stream: "yes" }))).toContain(
      "stream must be true or false, not a string",
    );
  });

  it("an unknown fault is told without the error's class", async () => {
    const message = await messageFor(chatRequest(userAsks("hello"), { headers: { "x-qwire-fault": "nonsense" } }));
    expect(message).toMatch(/^x-qwire-fault: Unknown fault "nonsense"/);
  });
});

describe("GET …/models/{id}", () => {
  const models = url.replace("chat/completions", "models");
  const get = (id: string, emulator = createEmulator()): Promise<Response> =>
    emulator.fetch(new Request(`${models}/${id}`));

  it("answers the model's entry, as in the list", async () => {
    const emulator = createEmulator({ seed: 1 });
    const response = await get("qwen-plus", emulator);
    expect(response.status).toBe(200);
    const list = (await (await emulator.fetch(new Request(models))).json()) as { data: Array<{ id: string }> };
    expect(await response.json()).toEqual(list.data.find(({ id }) => id === "qwen-plus"));
  });

  it("takes names with a stroke, written or escaped", async () => {
    const emulator = createEmulator({ models: ["qwen/own"] });
    for (const id of ["qwen/own", "qwen%2Fown"]) expect((await get(id, emulator)).status).toBe(200);
  });

  it("refuses an unknown one in the service's words", async () => {
    for (const id of ["nonsense", "%E0%A4%A"]) {
      const response = await get(id);
      expect(response.status).toBe(404);
      expect(await response.json()).toMatchObject({ error: { code: "model_not_found" } });
    }
  });
});
