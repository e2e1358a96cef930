// more_checks.mjs -- checks that need a page of their own kind: without scripts, with a bad title.
import { expect, none } from './outcome.mjs';

export const HOSTILE = 'hostile'; // the report of a scenario that tries to be markup
// What tests/browser/hostile.lua says of itself, and of an assumption's source.
export const TITLE = '<script>alert("x")</script> & "more"';
const SOURCE = '"><img src=x onerror=alert(1)>';

// As much is there as with JavaScript, and nothing that would not work.
export async function withoutScripts(browser, report, inTab) {
  const contents = {};
  for (const scripts of [true, false]) {
    await inTab(browser, report, { scripts }, async (page) => {
      contents[scripts] = {
        ...(await page.probe('contents')),
        controls: await page.probe('visibleControls'),
      };
    });
  }
  const [on, off] = [contents.true, contents.false];
  for (const part of ['tables', 'figures', 'text']) {
    expect(
      off[part] >= 0.95 * on[part],
      `${part}: ${off[part]} without JavaScript, ${on[part]} with it`,
    );
  }
  none(off.controls, 'controls that do nothing without JavaScript');
}

// The title stands as text, and nothing in the page was made of it.
export async function hostile(page) {
  expect((await page.probe('standsAsText', TITLE)) > 0, `nowhere does it say ${TITLE}`);
  await page.probe('openAll');
  expect((await page.probe('standsAsText', SOURCE)) > 0, `nowhere does it say ${SOURCE}`);
  const title = (await page.probe('outline')).title;
  expect(title.includes(TITLE), `the document's title is ${title}, want ${TITLE} in it`);
  none(
    (await page.probe('activeParts')).filter((part) => !/^script( |$)/.test(part)),
    'active parts',
  );
  none(await page.probe('alerts'), 'scripts made of a title');
}
