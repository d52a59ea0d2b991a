import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { answer, createEmulator } from "@qwire/server";
import type { EmulatorOptions } from "@qwire/server";
import { listen } from "@qwire/server/node";
import type { Listening } from "@qwire/server/node";
import { loadTokenizer } from "@qwire/tokenizer";
import { afterAll, beforeAll, describe, inject, it } from "vitest";
import { figuresOf } from "./figures-of.ts";
import { lacking } from "./lacking.ts";
import { readPayloads, readSamples } from "./read-samples.ts";
import type { Sample } from "./read-samples.ts";
import { restoreIndents } from "./restore-indents.ts";
import { runSample } from "./run-sample.ts";

const apiKey = "sk-of-the-documents";
const files = { "2024": "000_b426f25ce7046b72.txt", "2025": "001_c473a5a55eee9c4e.txt" };
const kinds: ReadonlyArray<Sample["kind"]> = [
  "openai",
  "openai-stream",
  "functions",
  "langchain",
  "langchain-stream",
  "curl",
  "curl-stream",
];

function textOf(year: keyof typeof files): string {
  return readFileSync(fileURLToPath(new URL(`../../../../shared/seeds/${files[year]}`, import.meta.url)), "utf8");
}

/** The 2025 document as it stands; the other one with the white space it lost. */
const documents = {
  "2025": () => readSamples(textOf("2025")),
  "2024": () =>
    readSamples(textOf("2024")).map((sample) => {
      if (sample.kind.startsWith("curl")) return sample;
      const model = readSamples(textOf("2025")).find(({ kind }) => kind === sample.kind);
      return { ...sample, code: restoreIndents(sample.code, model?.code ?? "") };
    }),
};

const runs = [
  { year: "2024", profile: "2024" },
  { year: "2025", profile: "2025" },
  { year: "2025", profile: "current" },
] as const satisfies ReadonlyArray<{ year: keyof typeof documents; profile: EmulatorOptions["profile"] }>;

const missing = inject("missing");
const tokenizer = await loadTokenizer();

// Elsewhere the run is skipped with a plain word; where CI says so, nothing may be missing.
it.runIf(process.env["CI"] === "true")("all that the documents need is here", ({ expect }) => {
  expect(missing).toBeNull();
});

describe.skipIf(missing !== null).concurrent.each(runs)(
  "the $year document, on the $profile server",
  ({ year, profile }) => {
    let server: Listening;
    beforeAll(async () => {
      server = await listen(createEmulator({ profile, apiKeys: [apiKey], tokenizer }));
    });
    afterAll(() => server.close());

    const sampleOf = (wanted: Sample["kind"]): Sample => {
      const found = documents[year]().find(({ kind }) => kind === wanted);
      if (found === undefined) throw new Error(`The document of ${year} holds no ${wanted} sample.`);
      return found;
    };
    const run = (sample: Sample, input?: string): Promise<string> =>
      runSample(sample, { year, apiKey, url: server.url, input });

    it("holds every kind of sample, changed in white space only", ({ expect }) => {
      const bare = (samples: Sample[]): string[] => samples.map(({ code }) => code.replaceAll(/\s/g, ""));
      expect(documents[year]().map(({ kind }) => kind)).toEqual(kinds);
      expect(bare(documents[year]())).toEqual(bare(readSamples(textOf(year))));
    });

    it.for(kinds.filter((kind) => kind !== "functions"))(
      "%s prints what the document prints",
      async (kind, { expect }) => {
        const sample = sampleOf(kind);
        const printed = readPayloads(await run(sample));
        expect(printed.length).toBeGreaterThan(0);
        // Without an SDK in between, the server of today writes other keys.
        if (profile === "current" && kind.startsWith("curl")) return;
        const [ours, theirs] =
          year === "2025" ? withToday({ printed, documented: sample.printed }) : [printed, sample.printed];
        expect(lacking(ours, theirs)).toEqual([]);
        // Nor is there anything beside it that only an SDK would add.
        if (kind.startsWith("curl")) expect(lacking(theirs, ours)).toEqual([]);
      },
    );

    it("functions: the document's question takes two calls for the weather, one for the time, and is answered", async ({
      expect,
    }) => {
      const question = /[当當][输輸]入:(.+\?)/.exec(textOf(year))?.[1] ?? "";
      const printed = await run(sampleOf("functions"), `${question}\n`);
      expect([...printed.matchAll(/第(\d)[轮輪]/g)].map(([, round]) => round)).toEqual(["1", "2", "3", "4"]);
      expect(printed).toMatch(/杭州今天是雨天。 [\s\S]*北京今天是雨天。 [\s\S]*[当當目]前[时時][间間]:20\d\d-/);
      expect(printed.split(/最[终終]答案:/)[1]).toMatch(/杭州今天是雨天。.*北京今天是雨天。.*20\d\d-/);
    });

    it.for([0, 1, 2])("functions: question %i of the comment takes one call", async (at, { expect }) => {
      const { code } = sampleOf("functions");
      const questions = [...(/# 提[问問].*?:(.*)$/m.exec(code)?.[1] ?? "").matchAll(/"([^"]+)"/g)].map(
        ([, asked]) => asked,
      );
      expect(questions).toHaveLength(3);
      const printed = await run(sampleOf("functions"), `${questions[at]}\n`);
      expect([...printed.matchAll(/第(\d)[轮輪]/g)].map(([, round]) => round)).toEqual(["1", "2"]);
      expect(printed.split(/最[终終]答案:/)[1]).toMatch(at === 2 ? /北京今天是雨天。/ : /20\d\d-/);
    });
  },
);

describe.skipIf(missing !== null).concurrent.each(runs)(
  "usage of the $year document, on the $profile server",
  ({ year, profile }) => {
    // What the model said is printed in the older document; the newer one prints it in other characters.
    const said = {
      printed: "我是来自阿里云的超大规模预训练模型,我叫通义千问。",
      later: "我是来自阿里云的大规模语言模型,我叫通义千问。",
    };

    const figures = async (sample: Sample, text: string) => {
      const server = await listen(createEmulator({ profile, apiKeys: [apiKey], tokenizer, engine: answer(text) }));
      try {
        return readPayloads(await runSample(sample, { year, apiKey, url: server.url })).flatMap(figuresOf);
      } finally {
        await server.close();
      }
    };
    const sampleOf = (wanted: Sample["kind"]): Sample => {
      const found = documents[year]().find(({ kind }) => kind === wanted);
      if (found === undefined) throw new Error(`The document of ${year} holds no ${wanted} sample.`);
      return found;
    };

    it.for([
      ["openai", said.printed],
      ["openai-stream", said.later],
      ["langchain", said.later],
      ["langchain-stream", said.later],
    ] as const)("%s tells the figures the document prints", async ([kind, text], { expect }) => {
      const sample = sampleOf(kind);
      const documented = sample.printed.flatMap(figuresOf);
      expect(documented[0]).toEqual(kind === "openai" ? [22, 18, 40] : [22, 16, 38]);
      // LangChain has come to tell the same figures twice.
      expect(new Set((await figures(sample, text)).map(String))).toEqual(new Set(documented.map(String)));
    });

    it("curl tells the figures the document prints for the question alone", async ({ expect }) => {
      const sample = sampleOf("curl");
      expect(sample.printed.flatMap(figuresOf)).toEqual([[11, 16, 27]]);
      const alone = sample.code.replace(/\{\s*"role": "system",[^}]*\},/, "");
      expect(await figures({ ...sample, code: alone }, said.later)).toEqual([[11, 16, 27]]);
      // As it stands it asks with a system message, and that has its price.
      expect(await figures(sample, said.later)).toEqual([[22, 16, 38]]);
    });
  },
);

type Payloads = { printed: unknown[]; documented: unknown[] };

/** What newer LangChain has changed: a message says no more that it is no example, and a stream ends with a word of its own. */
function withToday({ printed, documented }: Payloads): [unknown[], unknown[]] {
  const isOwnEnd = (payload: unknown): boolean =>
    typeof payload === "object" && payload !== null && Reflect.get(payload, "chunk_position") === "last";
  const withoutExample = (payload: unknown): unknown => {
    if (typeof payload !== "object" || payload === null || !("example" in payload)) return payload;
    const { example: _, ...rest } = payload;
    return rest;
  };
  return [printed.filter((payload) => !isOwnEnd(payload)), documented.map(withoutExample)];
}
