import { project } from "./project.ts";

export default project("tools");
