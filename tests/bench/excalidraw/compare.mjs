// Compares drawings before and after they went through a plan, as Excalidraw itself paints them. In a copy of this folder:
//   npm i && mkdir -p public && cp -r node_modules/@excalidraw/excalidraw/dist/prod/fonts public/ && npx vite build
//   python tests/bench/excalidraw/through.py FOLDER
//   node compare.mjs FOLDER [PICTURES]
// Prints a JSON line for each file of FOLDER/before and its fellow in FOLDER/after: how many percent of pixels differ.
// CHROMIUM names the browser, PICTURES the folder to keep both pictures in.
import { spawn } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { chromium } from "playwright-core";

const PLACE = "http://127.0.0.1:4179/";
const [folder, pictures] = process.argv.slice(2);
const server = spawn("npx", ["vite", "preview", "--port", "4179", "--strictPort", "--host", "127.0.0.1"], { stdio: "ignore", detached: true });
try {
  const answers = () => fetch(PLACE).then((answer) => answer.ok, () => false);
  for (let tries = 0; tries < 60 && !(await answers()); tries++) await new Promise((done) => setTimeout(done, 500));
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });
  const page = await browser.newPage();
  page.on("pageerror", (error) => console.error(String(error)));
  await page.goto(PLACE);
  await page.waitForFunction(() => window.compare, null, { timeout: 8000 });
  for (const name of readdirSync(`${folder}/before`).sort()) {
    const files = ["before", "after"].map((when) => readFileSync(`${folder}/${when}/${name}`, "utf8"));
    const { percent, urls } = await page.evaluate(async ([one, two]) => {
      const { percent, urls } = await window.compare(one, two);
      return { percent, urls };
    }, files);
    console.log(JSON.stringify({ file: name, percent }));
    if (!pictures || !urls) continue;
    mkdirSync(pictures, { recursive: true });
    urls.forEach((url, after) => writeFileSync(`${pictures}/${name}.${after ? "after" : "before"}.png`, Buffer.from(url.split(",")[1], "base64")));
  }
  await browser.close();
} finally {
  process.kill(-server.pid);
}
process.exit(0);
