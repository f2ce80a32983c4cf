// Opens pages in Chromium as told on standard input, and tells on standard output what was found.
//
// In:  [{url, width, height, dark, steps: [{click: selector} | {evaluate: expression}
//        | {axe: [tags]} | {screenshot: path} | {pdf: path}]}]
// Out: [{requests: [addresses that are neither file: nor data:], errors: [], results: [one per step]}]
const fs = require("fs");
const path = require("path");

const modules = path.join(__dirname, "..", "node", "node_modules");
const puppeteer = require(path.join(modules, "puppeteer"));
const axe = fs.readFileSync(path.join(modules, "@daisy", "axe-core-for-ace", "axe.min.js"), "utf8");

async function take(page, step) {
  if (step.click) return await page.click(step.click);
  if (step.evaluate) return await page.evaluate(step.evaluate);
  if (step.screenshot) return await page.screenshot({ path: step.screenshot, fullPage: true });
  if (step.pdf) return await page.pdf({ path: step.pdf, preferCSSPageSize: true });
  await page.evaluate(axe);
  const found = await page.evaluate(
    (tags) => axe.run(document, { preload: false, runOnly: { type: "tag", values: tags },
      rules: { "label-content-name-mismatch": { enabled: true } } }),  // WCAG 2.5.3
    step.axe,
  );
  return {
    passes: found.passes.map((rule) => rule.id),
    violations: found.violations.map((rule) => ({
      id: rule.id, help: rule.help, nodes: rule.nodes.map((node) => node.html),
    })),
  };
}

let requests = [];
let errors = [];

async function start(browser) {
  const page = await browser.newPage();
  page.on("request", (request) => {
    if (!/^(file|data|about):/.test(request.url())) requests.push(request.url());
  });
  page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  page.on("pageerror", (error) => errors.push(String(error)));
  return page;
}

async function open(page, job) {
  requests = [];
  errors = [];
  await page.setBypassCSP(Boolean(job.bypass));
  await page.setViewport({ width: job.width, height: job.height || 800 });
  await page.emulateMediaFeatures([
    { name: "prefers-color-scheme", value: job.dark ? "dark" : "light" },
  ]);
  await page.goto("about:blank");
  await page.goto(job.url, { waitUntil: "load" });
  const results = [];
  for (const step of job.steps) {
    const result = await take(page, step);
    results.push(result instanceof Uint8Array || result === undefined ? null : result);
  }
  return { requests, errors, results };
}

(async () => {
  const jobs = JSON.parse(fs.readFileSync(0, "utf8"));
  const browser = await puppeteer.launch({
    headless: true,
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"],
  });
  const found = [];
  const page = await start(browser);
  for (const job of jobs) found.push(await open(page, job));
  await browser.close();
  process.stdout.write(JSON.stringify(found));
})();
