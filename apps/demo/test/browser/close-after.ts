import { afterAll } from "vitest";
import { closeBrowser } from "./open-demo.ts";

afterAll(closeBrowser);
