// page.mjs -- a tab: what a reader does with a page, and what the page does of its own accord.
import { readFileSync } from 'node:fs';

const here = (name) => readFileSync(new URL(`in_page/${name}`, import.meta.url), 'utf8');
// What is asked inside the page, as one object; the files are in the order in which they need each
// other.
const ASKED = ['colours.js', 'visible.js', 'contrast.js', 'document.js', 'layout.js', 'tables.js'];
const PROBE = `globalThis.probe = (() => { 'use strict';\n${ASKED.map(here).join('\n')}
  return { ...contrastProbe, ...documentProbe, ...layoutProbe, ...tableProbe };\n})()`;

// Windows key codes and text of the keys that are pressed.
const KEYS = {
  Backspace: { code: 8 },
  Tab: { code: 9 },
  Enter: { code: 13, text: '\r' },
  ' ': { code: 32, text: ' ' },
};

export const DESKTOP = { width: 1280, height: 900, mobile: false };
export const PHONE = { width: 375, height: 812, mobile: true };
// A4 less margins of 12 mm, and the same turned, for what CSS gives a page of its own.
export const PAPER = { width: 703, height: 1032, mobile: false };
export const TURNED = { width: 1032, height: 703, mobile: false };

export class Page {
  // A tab of a browser, of a size, in a theme; scripts: whether the page's own run.
  static async open(browser, { size = DESKTOP, theme = 'light', scripts = true } = {}) {
    const page = new Page(browser);
    Object.assign(page, await browser.open((method, params) => page.hear(method, params)));
    for (const domain of ['Page', 'Runtime', 'Log', 'Network']) await page.send(`${domain}.enable`);
    await page.resize(size);
    await page.media({ theme });
    if (!scripts) await page.send('Emulation.setScriptExecutionDisabled', { value: true });
    return page;
  }

  constructor(browser) {
    this.browser = browser;
    this.requests = []; // addresses
    this.complaints = []; // errors, warnings, exceptions, dialogs
    this.loaded = () => {};
  }

  send(method, params) {
    return this.browser.send(method, params, this.sessionId);
  }

  hear(method, params) {
    if (method === 'Page.loadEventFired') this.loaded();
    if (method === 'Network.requestWillBeSent') this.requests.push(params.request.url);
    if (method === 'Network.webSocketCreated') this.requests.push(params.url);
    if (method === 'Page.windowOpen') this.requests.push(params.url);
    if (method === 'Log.entryAdded') this.complain(`${params.entry.level}: ${params.entry.text}`);
    if (method === 'Runtime.consoleAPICalled') this.complain(consoleLine(params));
    if (method === 'Runtime.exceptionThrown') {
      const { text, exception } = params.exceptionDetails;
      this.complain(`exception: ${text} ${exception?.description ?? ''}`);
    }
    if (method === 'Page.javascriptDialogOpening') {
      this.complain(`dialog: ${params.type} "${params.message}"`);
      this.send('Page.handleJavaScriptDialog', { accept: false }).catch(() => {});
    }
  }

  complain(line) {
    this.complaints.push(line.trim());
  }

  // Loads an address, waits for its load event and for the first frame.
  async goto(url) {
    const loaded = new Promise((resolve) => {
      this.loaded = resolve;
    });
    this.requests.length = this.complaints.length = 0;
    const { frameId, errorText } = await this.send('Page.navigate', { url });
    if (errorText) throw new Error(`${url}: ${errorText}`);
    await loaded;
    // A world apart: the page's own names and scripts cannot get in the way.
    const world = await this.send('Page.createIsolatedWorld', { frameId, worldName: 'probe' });
    this.contextId = world.executionContextId;
    await this.ask(PROBE, false);
    return this;
  }

  // The value of an expression in the page, a promise's when it comes.
  async ask(expression, byValue = true) {
    const { result, exceptionDetails: bad } = await this.send('Runtime.evaluate', {
      expression,
      contextId: this.contextId,
      awaitPromise: true,
      returnByValue: byValue,
    });
    if (bad) throw new Error(`in the page: ${bad.exception?.description ?? bad.text}`);
    return result.value;
  }

  // Calls a function of in_page/ with values.
  probe(name, ...values) {
    return this.ask(`probe.${name}(${values.map((v) => JSON.stringify(v)).join(', ')})`);
  }

  resize({ width, height, mobile }) {
    return this.send('Emulation.setDeviceMetricsOverride', {
      width,
      height,
      mobile,
      deviceScaleFactor: 1,
    });
  }

  media({ media = '', theme = 'light' }) {
    return this.send('Emulation.setEmulatedMedia', {
      media,
      features: [
        { name: 'prefers-color-scheme', value: theme },
        { name: 'prefers-reduced-motion', value: 'reduce' },
      ],
    });
  }

  async press(key, modifiers = 0) {
    const { code, text } = KEYS[key];
    const event = {
      key,
      code: key === ' ' ? 'Space' : key,
      windowsVirtualKeyCode: code,
      modifiers,
    };
    await this.send('Input.dispatchKeyEvent', {
      ...event,
      text,
      type: text ? 'keyDown' : 'rawKeyDown',
    });
    await this.send('Input.dispatchKeyEvent', { ...event, type: 'keyUp' });
  }

  // Clicks the middle of what a selector finds, with the mouse.
  async click(selector) {
    const at = await this.probe('middleOf', selector);
    for (const type of ['mouseMoved', 'mousePressed', 'mouseReleased']) {
      await this.send('Input.dispatchMouseEvent', { type, ...at, button: 'left', clickCount: 1 });
    }
  }

  // Puts the text in place of what a field holds, as a keyboard would.
  async type(selector, text) {
    await this.probe('select', selector);
    if (text === '') await this.press('Backspace');
    else await this.send('Input.insertText', { text });
  }

  async screenshot({ whole = false } = {}) {
    const { cssContentSize: size } = await this.send('Page.getLayoutMetrics');
    const { data } = await this.send(
      'Page.captureScreenshot',
      whole
        ? {
            captureBeyondViewport: true,
            clip: { ...size, height: Math.min(size.height, 16000), scale: 1 },
          }
        : {},
    );
    return Buffer.from(data, 'base64');
  }

  async pdf() {
    const { data } = await this.send('Page.printToPDF', {
      printBackground: true,
      preferCSSPageSize: true,
      paperWidth: 8.27,
      paperHeight: 11.69,
    });
    return Buffer.from(data, 'base64');
  }

  close() {
    const { browserContextId } = this;
    return this.browser.send('Target.disposeBrowserContext', { browserContextId });
  }
}

function consoleLine({ type, args }) {
  return `${type}: ${args.map((a) => a.value ?? a.description).join(' ')}`;
}
