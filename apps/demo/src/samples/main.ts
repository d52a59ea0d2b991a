// Runs one of the documents' samples: pnpm sample NAME [question]

const samples = {
  plain: "a plain call, and the whole reply as JSON",
  "stream-with-usage": "a stream, a chunk a line; the last one tells the tokens used",
  "function-call-2025": "two tools, called until there is an answer; takes a question",
  "function-call-2024": "the same with the arguments under `properties`, as models of 2024 wrote them",
  "http-plain": "the plain call as bare HTTP, without a client",
  "http-stream": "the stream as bare HTTP: the events as they arrive",
} as const;

const [name = "", ...words] = process.argv.slice(2);

if (isSample(name)) {
  process.argv = [...process.argv.slice(0, 2), ...words];
  await import(`./${name}.ts`);
} else if (name === "--help") console.log(usage());
else {
  console.error(name === "" ? usage() : `There is no sample "${name}".\n${usage()}`);
  process.exitCode = 1;
}

function isSample(word: string): word is keyof typeof samples {
  return Object.hasOwn(samples, word);
}

function usage(): string {
  const lines = Object.entries(samples).map(([sample, shows]) => `  ${sample.padEnd(20)}${shows}`);
  return ["pnpm sample NAME [question], where NAME is one of", ...lines].join("\n");
}
