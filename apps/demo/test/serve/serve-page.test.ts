import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createEmulator } from "@qwire/server";
import { listen } from "@qwire/server/node";
import { afterAll, beforeAll, beforeEach, afterEach, describe, expect, it } from "vitest";
import { servePage } from "../../src/serve/serve-page.ts";
import type { ServedPage } from "../../src/serve/serve-page.ts";
import { askRaw } from "./ask-raw.ts";
import type { RawReply } from "./ask-raw.ts";

const key = "sk-never-told";
let folder = "";
let upstream: Awaited<ReturnType<typeof listen>>;
let page: ServedPage;
const emulator = createEmulator({ apiKeys: [key] });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "qwire-page-"));
  await mkdir(join(folder, "assets"));
  await writeFile(join(folder, "index.html"), "<!doctype html><title>the page</title>");
  await writeFile(join(folder, "assets/main.js"), "export {};");
  upstream = await listen(emulator);
});
afterAll(async () => {
  await upstream.close();
  await rm(folder, { recursive: true });
});
beforeEach(async () => {
  emulator.reset();
  const asked = { folder, model: "qwen-plus", question: "几点了?", port: 0 };
  page = await servePage({ ...asked, upstream: { kind: "service", baseURL: upstream.url, apiKey: key } });
});
afterEach(() => page.close());

/** Goes through the link; gives the cookie as a browser sends it back. */
async function enter(): Promise<string> {
  const { headers } = await askRaw(page.link);
  return String(headers["set-cookie"]).split(";")[0] ?? "";
}

const question = JSON.stringify({ model: "qwen-plus", messages: [{ role: "user", content: "你好" }] });

function chat(headers: Record<string, string>): Promise<RawReply> {
  const url = `${page.origin}/compatible-mode/v1/chat/completions`;
  return askRaw(url, { method: "POST", headers: { "content-type": "application/json", ...headers }, body: question });
}

describe("the link", () => {
  it("sets a cookie no script and no other site gets, and leads to the page", async () => {
    const { status, headers } = await askRaw(page.link);
    expect(status).toBe(303);
    expect(headers["location"]).toBe("/");
    expect(String(headers["set-cookie"])).toMatch(/^qwire-demo-\d+=[\w-]{43}; HttpOnly; SameSite=Strict; Path=\/$/);
    expect(String(headers["set-cookie"])).not.toContain(page.link.split("/").at(-1));
  });

  it("lets in once: replayed without the cookie it is a closed door", async () => {
    const cookie = await enter();
    const again = await askRaw(page.link);
    expect(again.status).toBe(403);
    expect(again.headers["set-cookie"]).toBeUndefined();
    expect(again.body).toContain("Open the link from the terminal");
    expect((await askRaw(page.link, { headers: { cookie } })).status).toBe(303);
  });

  it("is not used up by a browser that only guesses", async () => {
    const guess = await askRaw(page.link, { headers: { "sec-purpose": "prefetch;prerender" } });
    expect(guess.status).toBe(503);
    expect(await enter()).not.toBe("");
  });

  it("is another one at every start, and a wrong one opens nothing", async () => {
    const wrong = await askRaw(`${page.origin}/enter/${"A".repeat(43)}`);
    expect(wrong.status).toBe(403);
    expect((await askRaw(`${page.origin}/enter/`)).status).toBe(403);
    const options = { folder, model: "qwen-plus", question: "", port: 0 };
    const other = await servePage({ ...options, upstream: { kind: "service", baseURL: upstream.url, apiKey: key } });
    await other.close();
    expect(other.link.split("/").at(-1)).not.toBe(page.link.split("/").at(-1));
  });
});

describe("without the cookie", () => {
  it.each(["/", "/assets/main.js", "/place.json", "/nothing"])("%s is a closed door", async (path) => {
    const reply = await askRaw(page.origin + path);
    expect(reply.status).toBe(403);
    expect(reply.body).not.toContain("the page");
  });

  it("a question is refused before anything is asked of the service", async () => {
    const reply = await chat({ origin: page.origin });
    expect(reply.status).toBe(401);
    const forged = await chat({ origin: page.origin, cookie: `${(await enter()).split("=")[0]}=guess` });
    expect(forged.status).toBe(401);
    expect(emulator.calls).toHaveLength(0);
  });
});

describe("with the cookie", () => {
  it("the page is served, with its types, and nothing beside it", async () => {
    const headers = { cookie: await enter() };
    const index = await askRaw(`${page.origin}/`, { headers });
    expect(index.status).toBe(200);
    expect(index.body).toContain("the page");
    const script = await askRaw(`${page.origin}/assets/main.js`, { headers });
    expect(script.headers["content-type"]).toBe("text/javascript; charset=utf-8");
    const etag = String(script.headers["etag"]);
    const known = await askRaw(`${page.origin}/assets/main.js`, { headers: { ...headers, "if-none-match": etag } });
    expect(known.status).toBe(304);
    for (const path of ["/../package.json", "/assets/../../etc/passwd", "/%2e%2e/package.json", "/__proto__"]) {
      expect((await askRaw(page.origin + path, { headers })).status).toBe(404);
    }
    expect((await askRaw(`${page.origin}/`, { headers, method: "DELETE" })).status).toBe(405);
  });

  it("questions go through, from this page's origin alone", async () => {
    const cookie = await enter();
    const answered = await chat({ cookie, origin: page.origin });
    expect(answered.status).toBe(200);
    expect(JSON.parse(answered.body)).toMatchObject({ object: "chat.completion" });
    const elsewhere = page.origin.replace(/\d+$/, "1");
    for (const origin of [elsewhere, "https://evil.example", "null"]) {
      expect((await chat({ cookie, origin })).status).toBe(403);
    }
    expect((await chat({ cookie })).status).toBe(403);
    expect(emulator.calls).toHaveLength(1);
  });

  it("a second origin may not even look, and gets no leave to read", async () => {
    const cookie = await enter();
    const headers = { cookie, origin: "http://127.0.0.1:1" };
    const preflight = { ...headers, "access-control-request-method": "POST" };
    for (const reply of [
      await askRaw(`${page.origin}/place.json`, { headers }),
      await askRaw(`${page.origin}/compatible-mode/v1/models`, { headers }),
      await askRaw(`${page.origin}/compatible-mode/v1/chat/completions`, { method: "OPTIONS", headers: preflight }),
    ]) {
      expect(reply.status).toBe(403);
      expect(reply.headers["access-control-allow-origin"]).toBeUndefined();
    }
  });

  it("a name somebody points at this machine is not answered", async () => {
    const cookie = await enter();
    const reply = await askRaw(`${page.origin}/`, { headers: { cookie, host: "rebound.example" } });
    expect(reply.status).toBe(421);
  });

  it("faults are for the emulator: the service never hears of them", async () => {
    const cookie = await enter();
    const reply = await chat({ cookie, origin: page.origin, "x-qwire-fault": "internal_error" });
    expect(reply.status).toBe(200);
  });
});

describe("every reply", () => {
  it("carries the strict policy, and none the key", async () => {
    const cookie = await enter();
    const replies = [
      await askRaw(`${page.origin}/`),
      await askRaw(`${page.origin}/`, { headers: { cookie } }),
      await askRaw(`${page.origin}/place.json`, { headers: { cookie } }),
      await chat({ cookie, origin: page.origin }),
      await chat({ origin: page.origin }),
    ];
    for (const { headers, body } of replies) {
      const policy = String(headers["content-security-policy"]);
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("script-src 'self'");
      expect(policy).not.toMatch(/unsafe|https?:|\*/);
      expect(headers["x-content-type-options"]).toBe("nosniff");
      expect(JSON.stringify(headers) + body).not.toContain(key);
    }
  });
});
