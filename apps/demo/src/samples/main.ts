// Runs one of the documents' samples: pnpm sample NAME [question]

const names = [
  "plain",
  "stream-with-usage",
  "function-call-2025",
  "function-call-2024",
  "http-plain",
  "http-stream",
] as const;

const [name = "", ...words] = process.argv.slice(2);
const known = names.find((one) => one === name);
if (known === undefined) {
  const what = name === "" || name === "--help" ? "" : `There is no sample "${name}".\n`;
  console.error(
    `${what}pnpm sample NAME [question], where NAME is one of\n${names.map((one) => `  ${one}`).join("\n")}`,
  );
  process.exitCode = name === "--help" ? 0 : 1;
} else {
  process.argv = [...process.argv.slice(0, 2), ...words];
  await import(`./${known}.ts`);
}
