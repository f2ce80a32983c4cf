// A browser that does one thing after the other, as told: a line of JSON in, a line of JSON out.
//
// In:  {goto: url} | {evaluate: expression} | {wait: expression} | {click: [x, y]} | {press: key}
//      | {size: [width, height]} | {screenshot: path} | {axe: [tags]} | {errors: true} | {end: true}
const fs = require("fs");
const path = require("path");
const readline = require("readline");

const modules = path.join(__dirname, "..", "node", "node_modules");
const puppeteer = require(path.join(modules, "puppeteer"));
const axe = fs.readFileSync(path.join(modules, "@daisy", "axe-core-for-ace", "axe.min.js"), "utf8");
const LONG = 300000;

const acts = {
  goto: async (page, url) => { await page.goto(url, { waitUntil: "load", timeout: LONG }); },
  evaluate: (page, expression) => page.evaluate(expression),
  wait: async (page, expression) => {
    for (const end = Date.now() + LONG; !(await page.evaluate(expression)); ) {
      if (Date.now() > end) throw new Error(`never came true: ${expression}`);
      await new Promise((resolve) => { setTimeout(resolve, 20); });
    }
  },
  click: async (page, [x, y]) => { await page.mouse.click(x, y); },
  press: async (page, key) => { await page.keyboard.press(key); },
  size: async (page, [width, height]) => { await page.setViewport({ width, height }); },
  screenshot: async (page, file) => { await page.screenshot({ path: file }); },
  axe: async (page, tags) => {
    await page.setBypassCSP(true);
    await page.evaluate(axe);
    const found = await page.evaluate(
      (wanted) => axe.run({ exclude: ["iframe"] }, { iframes: false, runOnly: { type: "tag", values: wanted } }), tags,
    );
    return found.violations.map((rule) => ({ id: rule.id, nodes: rule.nodes.map((node) => node.html) }));
  },
};

(async () => {
  const browser = await puppeteer.launch({
    headless: true,
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"],
  });
  const page = await browser.newPage();
  const errors = [];
  page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  page.on("response", (answer) => answer.status() >= 400 && errors.push(`${answer.status()} ${answer.url()}`));
  page.on("pageerror", (error) => errors.push(String(error)));
  for await (const line of readline.createInterface({ input: process.stdin })) {
    const [[kind, value]] = Object.entries(JSON.parse(line));
    if (kind === "end") break;
    let answer;
    try {
      const result = kind === "errors" ? errors.splice(0) : await acts[kind](page, value);
      answer = { result: result === undefined ? null : result };
    } catch (error) {
      answer = { error: String(error) };
    }
    process.stdout.write(`${JSON.stringify(answer)}\n`);
  }
  await browser.close();
})();
