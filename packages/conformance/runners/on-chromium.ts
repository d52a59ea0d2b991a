// node --conditions=@qwire/source on-chromium.ts <chromium> <town>
import { chromium } from "playwright-core";
import { servePage } from "./serve-page.ts";

const [executablePath = "", town = ""] = process.argv.slice(2);
const { url, server } = await servePage(town);
// These let it run as root and keep it from asking anything of the network by itself.
const flags =
  "no-sandbox disable-gpu disable-quic no-first-run disable-background-networking disable-component-update disable-sync";
const browser = await chromium.launch({ executablePath, args: flags.split(" ").map((flag) => `--${flag}`) });
try {
  for (const query of ["network", "msw"]) {
    const page = await browser.newPage();
    page.on("pageerror", (error) => console.error(error));
    await page.goto(`${url}?${query}`);
    await page.waitForFunction(() => "tellOutcome" in globalThis);
    for (let at = 0; ; at += 1) {
      const outcome = await page.evaluate((index) => Reflect.get(globalThis, "tellOutcome")(index), at);
      if (outcome === null) break;
      console.log(JSON.stringify(outcome));
    }
    await page.close();
  }
} finally {
  await browser.close();
  server.close().closeAllConnections();
}
