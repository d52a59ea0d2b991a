// Plain JavaScript, so that a Node too old for the rest says so in one sentence.
const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
  console.error(
    `This needs Node 22.18 or newer, and this is ${process.versions.node}. Without installing anything: npx -y -p node@26 -p pnpm@12 pnpm start`,
  );
  process.exit(1);
}
await import("./src/main.ts");
