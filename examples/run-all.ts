// Runs every example as a reader would, and looks for what it must print.
import { execFileSync } from "node:child_process";

const examples = {
  "stream-an-answer.ts": /\d+ tokens/,
  "call-tools.ts": /→ get_current_weather \{ location: '北京' \}[\s\S]*4 rounds/,
  "handle-errors.ts": /stream_cut: .*\nhad arrived: ./,
  "emulate-the-service.ts": /200 My name is Quill\.\n503 ServiceUnavailable\n200 .*\n429 limit_requests/,
};

const { DASHSCOPE_API_KEY: _, ...environment } = process.env;
let failed = 0;
for (const [file, expected] of Object.entries(examples)) {
  const out = execFileSync(process.execPath, ["--conditions=@qwire/source", file], {
    encoding: "utf8",
    env: environment,
  });
  const isGood = expected.test(out);
  if (!isGood) failed += 1;
  console.log(`${isGood ? "ok  " : "FAIL"} ${file}${isGood ? "" : `\n${out}`}`);
}
console.log(`\n${Object.keys(examples).length - failed} passed, ${failed} failed, 0 skipped`);
process.exitCode = failed === 0 ? 0 : 1;
