import { config } from "zod/mini";

// zod compiles its faster checks where `eval` is allowed, and finds out by trying: the page's policy would report it.
config({ jitless: true });
