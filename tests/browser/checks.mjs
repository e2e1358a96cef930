// checks.mjs -- what is asked of every report. A check fails with a message or says nothing.
//
// Each is given the page, loaded at the size and in the theme that it wants, and what is known of
// the report: { file, url, figures: how many belong }.
import { existsSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { DESKTOP, PAPER, PHONE, TURNED } from './page.mjs';
import { expect, none } from './outcome.mjs';

const MOST_BYTES = 2e6;
const LEAST_TARGET = 24; // px: WCAG 2.2, 2.5.8
const LONGEST_WORD = 14; // letters that find room on every line
const MOST_PAGES = 60;
const MOST_TABS = 60;
const LEAST_TEXT = 12; // px
const LEAST_LABEL = 9.3; // px: 7 pt, the size that the figures' labels are printed in

async function quiet(page) {
  none(page.complaints, 'the console is not empty');
}

async function alone(page, { url }) {
  none(
    page.requests.filter((r) => r !== url && !r.startsWith('data:')),
    'requests leave the page',
  );
}

async function figures(page, report) {
  const found = await page.probe('figures');
  expect(
    found.length >= report.figures,
    `found ${found.length} figures, want at least ${report.figures}`,
  );
  none(
    found
      .filter((f) => !(f.width >= 100 && f.height >= 50) || f.drawn < 5)
      .map((f) => `${f.id}: ${f.width} x ${f.height} px, ${f.drawn} parts`),
    'empty figures',
  );
  none(
    found
      .filter((f) => f.name.length < 15 || f.role !== 'img')
      .map((f) => `${f.id}: role ${f.role}, "${f.name}"`),
    'figures without a text alternative',
  );
  const names = found.map((f) => f.name);
  none(
    names.filter((n, i) => names.indexOf(n) !== i),
    'figures with the same text alternative',
  );
}

async function uniqueIds(page) {
  none(await page.probe('repeatedIds'), 'ids that stand more than once');
}

async function links(page, { url }) {
  none(await page.probe('brokenReferences'), 'references to nothing');
  const away = (await page.probe('links')).filter((href) => !/^(https?|mailto):/.test(href));
  none(
    away.filter((href) => !new URL(href, url).href.startsWith('file:')),
    'links that are no files',
  );
  none(
    away.filter(
      (href) => !existsSync(fileURLToPath(new URL(href, url).href.replace(/[?#].*/, ''))),
    ),
    'links to files that are not there',
  );
}

async function outline(page) {
  const { language, title, main, levels, tables } = await page.probe('outline');
  expect(language === 'en', `lang is "${language}", want "en"`);
  expect(title.trim() !== '', 'the document has no title');
  expect(main === 1, `found ${main} main, want 1`);
  expect(levels.filter((l) => l.level === 1).length === 1, 'want one h1');
  none(
    levels
      .filter((l, i) => i > 0 && l.level > levels[i - 1].level + 1)
      .map((l) => `h${l.level} "${l.text}"`),
    'headings that skip a level',
  );
  none(
    tables
      .filter((t) => !t.caption || t.heads === 0 || t.bare > 0)
      .map(
        (t) =>
          `${t.name}: caption "${t.caption}", ${t.heads} heads, ${t.bare} of them without scope`,
      ),
    'tables without caption or heads',
  );
}

async function small(page, { file }) {
  const { size } = statSync(file);
  expect(size < MOST_BYTES, `the file has ${size} bytes, want less than ${MOST_BYTES}`);
}

async function contrast(page) {
  await page.probe('openAll');
  const { texts, lines } = await page.probe('lowContrast');
  expect(texts > 20, `found only ${texts} texts`);
  none(lines, 'texts with too little contrast');
}

async function narrow(page) {
  await page.probe('openAll');
  const { page: width, window, wide } = await page.probe('wideness');
  expect(
    width <= PHONE.width && window <= PHONE.width,
    `the page is ${Math.max(width, window)} px wide, want at most ${PHONE.width}: ` +
      wide.slice(0, 8).join(', '),
  );
}

async function targets(page) {
  await page.probe('openAll');
  none(await page.probe('smallTargets', LEAST_TARGET), `targets of less than ${LEAST_TARGET} px`);
}

async function letters(page) {
  await page.probe('openAll');
  none(await page.probe('smallText', LEAST_TEXT, false), `text of less than ${LEAST_TEXT} px`);
  none(await page.probe('smallText', LEAST_LABEL, true), `labels of less than ${LEAST_LABEL} px`);
}

async function whole(page) {
  await page.probe('openAll');
  none(await page.probe('brokenWords', LONGEST_WORD), 'words that are broken');
}

// Tab goes from the skip link on through all that can be operated, in the document's order, and
// each stop can be seen. Tried with the key as far as MOST_TABS, for a report has thousands.
async function keyboard(page) {
  const stops = await page.probe('stops');
  expect(stops.length > 5, `found only ${stops.length} places for Tab to stop`);
  const met = [];
  for (let i = 0; i < Math.min(stops.length, MOST_TABS); i++) {
    await page.press('Tab');
    met.push(await page.probe('focused'));
  }
  const wrong = met.map((at, i) => tabFault(at, i, stops)).filter(Boolean);
  none(wrong, 'places where Tab stops');
  expect(/skip/i.test(met[0].text), `the first stop is ${met[0].name}, want a skip link`);
  const { unseen } = await page.probe('unseenFocus', MOST_TABS);
  none(unseen, 'the focus is not seen');
  none(await page.probe('ownOrder'), 'tabindex that changes the order');
}

function tabFault(at, i, stops) {
  if (at === null || at.stop !== i) return `stop ${i + 1} is ${at?.name}, want ${stops[i]}`;
  if (!at.seen) return `${at.name} "${at.text}": the focus is not seen`;
  return at.inside && !at.small ? '' : `${at.name} "${at.text}": off the screen`;
}

async function skipLink(page) {
  await page.press('Tab');
  await page.press('Enter');
  await page.probe('stops');
  await page.press('Tab');
  const at = await page.probe('focused');
  expect(at && at.stop > 0, 'the skip link leads nowhere');
}

async function sorting(page) {
  await page.probe('openAll');
  const { heads, wrong } = await page.probe('wrongSorting');
  expect(heads > 2, `found only ${heads} columns that sort`);
  none(wrong, 'wrong sorting');
}

async function sortingByHand(page) {
  await page.probe('openAll');
  const head = await page.probe('markHead');
  expect(head, 'no head of a table has a button');
  const states = [];
  await page.click(head);
  states.push(await page.probe('headSays'));
  for (const key of ['Enter', ' ']) {
    await page.probe('focus', head);
    await page.press(key);
    states.push(await page.probe('headSays'));
  }
  expect(
    states.every((s, i) => /scending/.test(s) && s !== states[i - 1]),
    `aria-sort after click, Enter, blank: ${states.join(', ')}, want it to change each time`,
  );
}

async function filtering(page) {
  await page.probe('openAll');
  const fields = await page.probe('filters');
  expect(fields.length > 0, 'no field to filter a table with');
  for (const { selector, table, name, rows, label, word } of fields) {
    expect(rows > 0, `${name}: no table with rows belongs to it`);
    expect(label, `${name}: the field has no label`);
    await page.type(selector, word);
    const { holding } = await page.probe('filtered', table, word);
    const left = await page.probe('untilRows', table, holding);
    const { wrong, said } = await page.probe('filtered', table, word);
    expect(
      left === holding && wrong === 0 && holding < rows,
      `${name}: "${word}": ${left} of ${rows} rows are shown, want the ${holding} that hold it`,
    );
    expect(
      new RegExp(`\\b${holding}\\b`).test(said),
      `${name}: "${word}": said "${said}", want ${holding}`,
    );
    await page.type(selector, 'no such row');
    expect(
      (await page.probe('untilRows', table, 0)) === 0,
      `${name}: rows are shown that do not match`,
    );
    const none = (await page.probe('filtered', table, word)).said;
    expect(/\b(0|no|none)\b/i.test(none), `${name}: without a match it says "${none}"`);
    await page.type(selector, '');
    expect(
      (await page.probe('untilRows', table, rows)) === rows,
      `${name}: cleared, not all rows are back`,
    );
  }
}

async function themes(page) {
  const toggle = await page.probe('markToggle');
  expect(toggle, 'no control for the theme');
  const now = () => page.probe('background');
  const light = await now();
  await page.media({ theme: 'dark' });
  const dark = await now();
  expect(dark !== light, `the system's dark theme is ignored: ${dark} in both`);
  await page.media({ theme: 'light' });
  await page.click(toggle);
  expect(
    (await now()) === dark,
    `the control gives ${await now()}, want ${dark} as the system's dark`,
  );
  await page.media({ theme: 'dark' });
  expect((await now()) === dark, 'the choice does not outlast a change of the system');
  await page.click(toggle);
  expect((await now()) === light, 'the control does not lead back');
}

async function printed(page) {
  const before = await page.probe('shownTexts');
  await page.resize(PAPER);
  await page.media({ media: 'print' });
  none(await page.probe('visibleControls'), 'controls on paper');
  const after = new Set(await page.probe('shownTexts'));
  none(
    [...new Set(before)].filter((text) => !after.has(text)),
    'missing on paper',
  );
  for (const [turned, size] of [PAPER, TURNED].entries()) {
    await page.resize(size);
    const sheet = turned ? 'turned paper' : 'paper';
    none(await page.probe('cut', turned > 0), `cut off on ${sheet}`);
    none(await page.probe('widerThanPaper', turned > 0), `wider than ${sheet}`);
    const broken = await page.probe('brokenWords', LONGEST_WORD, turned > 0);
    none(broken, `words that are broken on ${sheet}`);
  }
  const pdf = (await page.pdf()).toString('latin1');
  const pages = pdf.match(/\/Type\s*\/Page\b/g)?.length ?? 0;
  expect(pages >= 2 && pages <= MOST_PAGES, `printed on ${pages} pages, want 2 to ${MOST_PAGES}`);
}

async function printedDark(page) {
  await page.resize(PAPER);
  await page.media({ media: 'print', theme: 'dark' });
  const paper = await page.probe('background');
  expect(paper === '#ffffff', `paper is ${paper}, want white`);
  await contrast(page);
}

// name, what runs it, and how the page is to be: size, theme; fresh, for a check that changes it.
export const CHECKS = [
  ['no error, warning, exception or dialog', quiet],
  ['no request leaves the page', alone],
  ['figures are there, with a text alternative', figures],
  ['ids are unique', uniqueIds],
  ['links and references lead somewhere', links],
  ['headings, language, captions', outline],
  ['the file is under 2 MB', small],
  ['targets are a finger wide, desktop', targets],
  ['text is large enough, desktop', letters],
  ['words are whole, desktop', whole],
  ['contrast, light', contrast],
  ['contrast, dark', contrast, { theme: 'dark' }],
  ['no horizontal scroll at 375 px, light', narrow, { size: PHONE }],
  ['targets are a finger wide, phone', targets, { size: PHONE }],
  ['text is large enough, phone', letters, { size: PHONE }],
  ['words are whole, phone', whole, { size: PHONE }],
  ['no horizontal scroll at 375 px, dark', narrow, { size: PHONE, theme: 'dark' }],
  ['Tab reaches everything, in order and seen', keyboard, { fresh: true }],
  ['the skip link skips', skipLink, { fresh: true }],
  ['tables sort by mouse and keys', sortingByHand, { fresh: true }],
  ['tables sort', sorting, { fresh: true }],
  ['tables filter', filtering, { fresh: true }],
  ['the theme follows the system and the control', themes, { fresh: true }],
  ['printing leaves nothing out', printed, { fresh: true }],
  ['printing from the dark theme', printedDark, { fresh: true, theme: 'dark' }],
].map(([name, run, { size = DESKTOP, theme = 'light', fresh = false } = {}]) => ({
  name,
  run,
  size,
  theme,
  fresh,
}));
