// defects.mjs -- a test of the tests: copies of a report with one defect each, to be found.
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { CHECKS } from './checks.mjs';
import { expect, Failure } from './outcome.mjs';

const POLICY = /<meta[^>]*Content-Security-Policy[^>]*>/; // which would stop most defects
const last = (html) => (text) =>
  text.replace(/<\/main>(?![\s\S]*<\/main>)/, () => `${html}</main>`);
const style = (css) => (text) => text.replace('</head>', () => `<style>${css}</style></head>`);
const script = (code) => (text) =>
  text.replace(/<\/body>(?![\s\S]*<\/body>)/, () => `<script>${code}</script></body>`);
const FIGURE =
  '<svg role="img" viewBox="0 0 300 100" width="300" height="100" aria-label="A planted figure">';

// name; what is done to the text of the report; the check that must fail; what it must say.
export const DEFECTS = [
  ['an error in the console', script('console.error("planted")'), 'no error', /error: planted/],
  ['an exception', script('undefined.planted'), 'no error', /exception: .*planted/],
  ['a dialog', script('alert("planted")'), 'no error', /dialog: alert "planted"/],
  [
    'a picture from elsewhere',
    last('<img alt="" src="https://planted.invalid/x.png">'),
    'no request leaves',
    /planted\.invalid/,
  ],
  [
    'a style sheet beside the file',
    style('@import "planted.css";'),
    'no request leaves',
    /planted\.css/,
  ],
  ['an id twice', last('<i id="planted"></i><i id="planted"></i>'), 'ids are unique', /planted/],
  ['a link to nothing', last('<a href="#planted">x</a>'), 'links and', /#planted/],
  ['a link to no file', last('<a href="planted.lua">x</a>'), 'links and', /planted\.lua/],
  [
    'a figure without words',
    last(
      '<figure id="planted"><svg role="img" viewBox="0 0 9 9">' +
        '<path d="M0 0h9"/><path/><path/><path/><path/></svg></figure>',
    ),
    'figures are',
    /#planted: role img, ""/,
  ],
  [
    'a figure of no size',
    last(
      `<figure id="planted">${FIGURE.replace(/width.*height="100"/, 'width="0" height="0"')}` +
        '</svg></figure>',
    ),
    'figures are',
    /#planted: 0 x 0 px/,
  ],
  [
    'a figure left out',
    (text) => text.replace(/<figure[\s\S]*?<\/figure>/, ''),
    'figures are',
    /found \d+ figures/,
  ],
  [
    'grey text on white',
    last('<p style="color: #999; background: #fff">planted</p>'),
    'contrast, light',
    /"planted" .*#999999 on #ffffff: 2\.85/,
  ],
  [
    'faint text',
    last('<p style="color: #000; background: #fff; opacity: .4">planted</p>'),
    'contrast, light',
    /"planted"/,
  ],
  [
    'black text in the dark',
    last('<p style="color: #000">planted</p>'),
    'contrast, dark',
    /"planted" .*#000000 on/,
  ],
  [
    'a label on a bar',
    last(
      `<figure>${FIGURE}<rect width="300" height="100" fill="#0072b2"/>` +
        '<text x="9" y="50" fill="#000">planted</text></svg></figure>',
    ),
    'contrast, light',
    /"planted" .*#0072b2/,
  ],
  [
    'a wide table',
    last(
      '<table id="planted"><tr><td style="white-space: nowrap">' +
        `${'wide '.repeat(40)}</td></tr></table>`,
    ),
    'no horizontal scroll at 375 px, light',
    /planted/,
  ],
  [
    'a small button',
    last('<button style="all: unset; width: 20px; height: 20px">x</button>'),
    'targets are a finger wide, phone',
    /20\.0 x 20\.0/,
  ],
  [
    'small print',
    last('<p style="font-size: 11px">planted</p>'),
    'text is large enough, desktop',
    /"planted".*11\.0 px/,
  ],
  [
    'a column of single letters',
    last('<p style="width: 1em; overflow-wrap: anywhere">planted</p>'),
    'words are whole, desktop',
    /"planted"/,
  ],
  [
    'a focus that is not seen',
    style(
      '* { outline: none !important; box-shadow: none !important; ' +
        'transition: none !important } *:focus { background: inherit !important; ' +
        'border-color: inherit !important }',
    ),
    'Tab reaches',
    /the focus is not seen/,
  ],
  [
    'an order of Tab of its own',
    last('<a href="#main" tabindex="1">planted</a>'),
    'Tab reaches',
    /stop 1 is/,
  ],
  [
    'numbers sorted as text',
    script(
      'const sort = Array.prototype.sort; Array.prototype.sort = ' +
        'function () { return sort.call(this, (a, b) => (a.row.textContent < b.row.textContent ' +
        '? -1 : 1)); }',
    ),
    'tables sort,',
    /scending/,
  ],
  [
    'a filter that does not',
    style('tbody tr[hidden], tbody tr[style] { display: table-row !important }'),
    'tables filter',
    /rows are shown/,
  ],
  [
    'a theme that stays',
    style(':root { --planted: 1 } html, body { background: #fff !important }'),
    'the theme',
    /ignored/,
  ],
  [
    'a button on paper',
    style('@media print { button { display: inline-block !important } }'),
    'printing leaves',
    /controls on paper/,
  ],
  [
    'a section that paper lacks',
    last(
      '<p class="planted">on the screen only</p><style>@media print ' +
        '{ .planted { display: none } }</style>',
    ),
    'printing leaves',
    /on the screen only/,
  ],
  ['two megabytes', last(`<!--${'x'.repeat(2e6)}-->`), 'the file is', /bytes/],
].map(([name, plant, check, says]) => ({ name, plant, check, says }));

// Plants a defect in a copy of the report and runs the check that should find it. The copy stands
// beside the report, for its links to lead where they do.
export async function planted(browser, report, { name, plant, check, says }, inTab) {
  const file = report.file.replace(/\.html$/, `.${name.replace(/\W/g, '_')}.html`);
  try {
    const text = readFileSync(report.file, 'utf8').replace(POLICY, '');
    const changed = plant(text);
    expect(changed !== text, `"${name}" could not be planted`);
    writeFileSync(file, changed);
    const { run, ...how } = CHECKS.find((c) => `${c.name},`.startsWith(check));
    const said = await inTab(
      browser,
      { ...report, file, url: pathToFileURL(file).href },
      how,
      run,
    ).then(
      () => 'nothing',
      (error) => {
        if (!(error instanceof Failure)) throw error;
        return error.message;
      },
    );
    expect(says.test(said), `"${check}" said: ${said}\n    want ${says}`);
  } finally {
    rmSync(file, { force: true });
  }
}
