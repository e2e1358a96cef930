#!/usr/bin/env node
// test_report.mjs -- opens reports in a headless Chromium and tries what a reader would.
//
// Usage: TEST_REPORTS='name=build/s/report.html=12 ...' test_report.mjs [PART OF A TEST'S NAME]
//   name of the report, its file, how many figures belong in it; defects are planted in copies of
//   the last one.
// SCREENSHOTS=1 leaves pictures beside each report, in screenshots/. TIMES=1: how long each test
// took. CHROMIUM: the program.
// Prints what cmocka would, for tests/run.sh. Status 1 if a test fails, 2 if none can be run.
import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { CHECKS } from './checks.mjs';
import { Chromium } from './chromium.mjs';
import { DEFECTS, planted } from './defects.mjs';
import { HOSTILE, hostile, withoutScripts } from './more_checks.mjs';
import { attempt, inOrder, Outcome } from './outcome.mjs';
import { DESKTOP, Page, PAPER, PHONE } from './page.mjs';

const AT_ONCE = 2; // tabs that are tried at the same time

function reportsOf(list) {
  if (!list.trim()) throw new Error('TEST_REPORTS: found no report, want name=file=figures ...');
  return list
    .split(/\s+/)
    .filter(Boolean)
    .map((entry) => {
      const [, name, file, figures] = entry.match(/^(\w+)=(.+)=(\d+)$/) ?? [];
      if (!name) throw new Error(`TEST_REPORTS: found "${entry}", want name=file=figures`);
      return {
        name,
        file: resolve(file),
        url: pathToFileURL(resolve(file)).href,
        figures: Number(figures),
      };
    });
}

// Runs a function of (page, report) in a tab of its own.
async function inTab(browser, report, how, run) {
  const page = await Page.open(browser, how);
  try {
    await page.goto(report.url);
    return await run(page, report);
  } finally {
    await page.close();
  }
}

// A job: tests of the report, one after the other in one tab.
function sharing(browser, report, how, checks) {
  return () =>
    inTab(browser, report, how, async (page) => {
      const results = [];
      for (const { name, run } of checks) {
        results.push(await attempt(`${report.name}: ${name}`, () => run(page, report)));
      }
      return results;
    });
}

function jobsOf(browser, report, wanted) {
  const checks = CHECKS.filter(({ name }) => wanted(`${report.name}: ${name}`));
  const views = new Map(); // those that only look share a tab
  for (const check of checks) {
    const view = check.fresh ? check.name : `${check.size.width} ${check.theme}`;
    views.set(view, [...(views.get(view) ?? []), check]);
  }
  const jobs = [...views.values()].map((some) => sharing(browser, report, some[0], some));
  const more = [
    ['it can be read without JavaScript', () => withoutScripts(browser, report, inTab)],
  ];
  if (report.name === HOSTILE) {
    more.push([
      'words that try to be markup stay words',
      () => inTab(browser, report, {}, hostile),
    ]);
  }
  return [
    ...jobs,
    ...alone(
      more.map(([name, run]) => [`${report.name}: ${name}`, run]),
      wanted,
    ),
  ];
}

// Jobs of a single test each.
function alone(tests, wanted) {
  return tests
    .filter(([name]) => wanted(name))
    .map(([name, run]) => async () => [await attempt(name, run)]);
}

const PICTURES = [
  ['desktop_light', { size: DESKTOP }],
  ['desktop_dark', { size: DESKTOP, theme: 'dark' }],
  ['phone_light', { size: PHONE }],
  ['phone_dark', { size: PHONE, theme: 'dark' }],
  ['print', { size: PAPER, media: 'print' }],
];

async function takePictures(browser, report) {
  const folder = join(dirname(report.file), 'screenshots');
  mkdirSync(folder, { recursive: true });
  const start = join(folder, basename(report.file, '.html'));
  for (const [name, { media, ...how }] of PICTURES) {
    await inTab(browser, report, how, async (page) => {
      if (media) writeFileSync(`${start}_${name}.pdf`, await page.pdf());
      if (media) await page.media({ media });
      writeFileSync(`${start}_${name}.png`, await page.screenshot({ whole: true }));
    });
  }
}

async function main() {
  const reports = reportsOf(process.env.TEST_REPORTS ?? '');
  const wanted = (name) => name.includes(process.argv[2] ?? '');
  const outcome = new Outcome();
  const browser = new Chromium(process.env.CHROMIUM || 'chromium');
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(1));
  try {
    await browser.send('Browser.getVersion'); // one message if it cannot be started
    const defects = DEFECTS.map((defect) => [
      `a planted defect is found: ${defect.name}`,
      () => planted(browser, reports.at(-1), defect, inTab),
    ]);
    await inOrder(
      [...reports.flatMap((report) => jobsOf(browser, report, wanted)), ...alone(defects, wanted)],
      AT_ONCE,
      (results) => {
        for (const result of results) outcome.print(result, Boolean(process.env.TIMES));
      },
    );
    for (const report of process.env.SCREENSHOTS ? reports : [])
      await takePictures(browser, report);
  } finally {
    await browser.close();
  }
  return outcome.end();
}

main().then(
  (status) => {
    process.exitCode = status;
  },
  (error) => {
    console.error(`test_report: ${error.message}`);
    process.exitCode = 2;
  },
);
