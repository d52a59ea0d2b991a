// Names each module as a reader imports it: `@qwire/server/node`, not `server/src/node`.
import { join, relative } from "node:path";
import { Converter, ReflectionKind } from "typedoc";
import { doors } from "./typedoc.config.js";

const packages = join(import.meta.dirname, "../packages");
const names = new Map(
  doors.map(({ name, source }) => [relative(packages, source).replace(/(\/index)?\.ts$/, ""), name]),
);

export function load(app) {
  app.converter.on(Converter.EVENT_RESOLVE_BEGIN, ({ project }) => {
    for (const module of project.getReflectionsByKind(ReflectionKind.Module)) {
      const name = names.get(module.name);
      if (name === undefined) throw new Error(`typedoc made a module of ${module.name}, which is no door.`);
      module.name = name;
    }
  });
}
