#!/usr/bin/env node
// test_report.mjs -- opens reports in a headless Chromium and tries what a reader would.
//
// Usage: TEST_REPORTS='name=build/s/report.html=12 ...' test_report.mjs [PART OF A TEST'S NAME]
//   name of the report, its file, and how many figures belong in it.
// SCREENSHOTS=1 leaves pictures beside each report, in screenshots/. CHROMIUM: the program.
// Prints what cmocka would, for tests/run.sh. Status 1 if a test fails, 2 if none can be run.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { CHECKS } from './checks.mjs';
import { Chromium } from './chromium.mjs';
import { DEFECTS, planted } from './defects.mjs';
import { HOSTILE, hostile, withoutScripts } from './more_checks.mjs';
import { Outcome } from './outcome.mjs';
import { DESKTOP, Page, PAPER, PHONE } from './page.mjs';

function reportsOf(list) {
  if (!list.trim()) throw new Error('TEST_REPORTS: found no report, want name=file=figures ...');
  return list.split(/\s+/).filter(Boolean).map((entry) => {
    const [, name, file, figures] = entry.match(/^(\w+)=(.+)=(\d+)$/) ?? [];
    if (!name) throw new Error(`TEST_REPORTS: found "${entry}", want name=file=figures`);
    return { name, file: resolve(file), url: pathToFileURL(resolve(file)).href, figures: Number(figures) };
  });
}

// Runs a check in a tab of its own.
async function inTab(browser, report, how, run) {
  const page = await Page.open(browser, how);
  try {
    await page.goto(report.url);
    await run(page, report);
  } finally {
    await page.close();
  }
}

async function tryReport(browser, report, outcome) {
  for (const { name, run, ...how } of CHECKS) {
    await outcome.test(`${report.name}: ${name}`, () => inTab(browser, report, how, run));
  }
  await outcome.test(`${report.name}: it can be read without JavaScript`,
    () => withoutScripts(browser, report, inTab));
  if (report.name === HOSTILE) {
    await outcome.test(`${report.name}: what the scenario says is shown as text`,
      () => inTab(browser, report, {}, hostile));
  }
}

const PICTURES = [
  ['desktop_light', { size: DESKTOP }], ['desktop_dark', { size: DESKTOP, theme: 'dark' }],
  ['phone_light', { size: PHONE }], ['phone_dark', { size: PHONE, theme: 'dark' }],
  ['print', { size: PAPER, media: 'print' }],
];

async function takePictures(browser, report) {
  const folder = join(dirname(report.file), 'screenshots');
  mkdirSync(folder, { recursive: true });
  for (const [name, { media, ...how }] of PICTURES) {
    await inTab(browser, report, how, async (page) => {
      if (media) await page.media({ media });
      writeFileSync(join(folder, `${name}.png`), await page.screenshot({ whole: true }));
      if (media) writeFileSync(join(folder, `${name}.pdf`), await page.pdf());
    });
  }
}

async function main() {
  const reports = reportsOf(process.env.TEST_REPORTS ?? '');
  const outcome = new Outcome(process.argv[2]);
  const browser = new Chromium(process.env.CHROMIUM || 'chromium');
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(1));
  try {
    await browser.send('Browser.getVersion'); // one message if it cannot be started
    for (const report of reports) await tryReport(browser, report, outcome);
    for (const defect of DEFECTS) {
      await outcome.test(`a planted defect is found: ${defect.name}`,
        () => planted(browser, reports[0], defect, inTab));
    }
    if (process.env.SCREENSHOTS) {
      for (const report of reports) await takePictures(browser, report);
    }
  } finally {
    await browser.close();
  }
  return outcome.end();
}

main().then((status) => { process.exitCode = status; }, (error) => {
  console.error(`test_report: ${error.message}`);
  process.exitCode = 2;
});
