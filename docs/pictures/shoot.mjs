// Photographs a comment and a page: node shoot.mjs CHROMIUM SUMMARY.md PAGE.html DIRECTORY
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { marked } from "marked";
import { chromium } from "playwright-core";

const [browserPath, summary, page, directory] = process.argv.slice(2);
const style = readFileSync(
  createRequire(import.meta.url).resolve("github-markdown-css/github-markdown-light.css"),
  "utf8",
);
const comment = `<!doctype html><meta charset="utf-8"><style>${style}
body { margin: 0; background: #fff; }
main { width: 820px; border: 1px solid #d1d9e0; border-radius: 6px; margin: 12px; }
header { background: #f6f8fa; border-bottom: 1px solid #d1d9e0; padding: 8px 16px;
  font: 14px sans-serif; color: #59636e; border-radius: 6px 6px 0 0; }
article { padding: 16px; }</style>
<main><header><b style="color:#1f2328">github-actions</b> bot commented</header>
<article class="markdown-body">${marked.parse(readFileSync(summary, "utf8"))}</article></main>`;

const browser = await chromium.launch({
  executablePath: browserPath,
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
});
try {
  const tab = await browser.newPage({ viewport: { width: 1180, height: 760 } });
  await tab.setContent(comment);
  await tab.locator("main").screenshot({ path: join(directory, "comment.png") });
  await tab.goto(pathToFileURL(resolve(page)).href);
  await tab.screenshot({ path: join(directory, "page.png") });
} finally {
  await browser.close();
}
