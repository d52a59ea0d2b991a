import { cpSync, existsSync, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { command } from "./command.ts";

/**
 * Copies what git sees of a checkout, changes that are not committed included, and makes a repository of its own of it: a rehearsal
 * writes versions, changelogs and tags, and none of that may reach the checkout.
 */
export async function copyTree(checkout: string, copy: string): Promise<void> {
  const listed = await git(checkout, "ls-files", "-z", "--cached", "--others", "--exclude-standard");
  for (const file of new Set(listed.split("\0").filter(Boolean))) {
    if (!existsSync(join(checkout, file))) continue;
    mkdirSync(dirname(join(copy, file)), { recursive: true });
    cpSync(join(checkout, file), join(copy, file));
  }
  await git(copy, "init", "--quiet", "--initial-branch=main");
  await git(copy, "config", "user.name", "rehearsal");
  await git(copy, "config", "user.email", "rehearsal@example.test");
  await git(copy, "config", "commit.gpgsign", "false");
  await git(copy, "config", "tag.gpgsign", "false");
  await commitAll(copy, "what is rehearsed");
}

/** Commits everything in a copy. */
export async function commitAll(copy: string, message: string): Promise<void> {
  await git(copy, "add", "--all");
  await git(copy, "commit", "--quiet", "--no-verify", "--allow-empty", "--message", message);
}

const git = (folder: string, ...words: string[]): Promise<string> => command("git", words, { cwd: folder });
