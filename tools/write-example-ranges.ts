// Lets the projects of examples/ ask for the version the packages have now: node tools/write-example-ranges.ts
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { exampleManifests } from "./example-ranges.ts";

const root = join(import.meta.dirname, "..");
for (const { file, wanted } of exampleManifests(root)) writeFileSync(join(root, file), wanted);
