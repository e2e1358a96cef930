// chromium.mjs -- starts a headless Chromium and speaks the DevTools protocol with it over a pipe.
//
// Nothing but Node is needed. Chromium ends when the pipe breaks, so none is left behind even if
// this process is killed.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ended } from './outcome.mjs';

const FLAGS = [
  '--headless',
  '--remote-debugging-pipe',
  '--disable-gpu',
  '--disable-quic',
  '--disable-dev-shm-usage',
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-sync',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-extensions',
  '--hide-scrollbars',
  '--force-color-profile=srgb',
  '--font-render-hinting=none',
  '--lang=en-US',
];
const PATIENCE = 20000; // ms for an answer: a report is laid out in a tenth of a second

export class Chromium {
  // command: the program. Fails later, at the first call, if it does not start.
  constructor(command) {
    this.folder = mkdtempSync(join(tmpdir(), 'wattquery-chromium-'));
    const root = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
    this.child = spawn(
      command,
      [...FLAGS, ...root, `--user-data-dir=${this.folder}`, 'about:blank'],
      { stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'], detached: true },
    );
    [, , this.errors, this.out, this.in] = this.child.stdio;
    this.waiting = new Map(); // id of a call -> what waits for its answer
    this.listeners = new Map(); // session -> function of (method, params)
    this.calls = 0;
    this.said = ''; // the end of what it wrote to stderr
    this.rest = Buffer.alloc(0); // the beginning of a message whose end has not come yet
    this.gone = new Promise((resolve) => this.child.once('close', resolve));
    this.listen();
  }

  listen() {
    this.errors.on('data', (data) => {
      this.said = (this.said + data).slice(-2000);
    });
    this.in.on('data', (data) => this.receive(data));
    this.out.on('error', () => {}); // a broken pipe is told by 'close'
    this.child.on('error', (error) => this.fail(`${error.message}`));
    this.child.on('close', (code) =>
      this.fail(`it ended with status ${code}: ${this.said.trim()}`),
    );
    process.once('exit', () => this.kill());
  }

  receive(data) {
    const pieces = [];
    let from = 0;
    for (let end; (end = data.indexOf(0, from)) >= 0; from = end + 1) {
      pieces.push(Buffer.concat([this.rest, data.subarray(from, end)]));
      this.rest = Buffer.alloc(0);
    }
    this.rest = Buffer.concat([this.rest, data.subarray(from)]);
    for (const piece of pieces) this.dispatch(JSON.parse(piece.toString()));
  }

  dispatch(message) {
    const { id, method, params, sessionId, error, result } = message;
    if (id === undefined) {
      this.listeners.get(sessionId)?.(method, params);
      return;
    }
    const call = this.waiting.get(id);
    this.waiting.delete(id);
    clearTimeout(call?.timer);
    if (error) call?.reject(new Error(`chromium: ${call.method}: ${error.message}`));
    else call?.resolve(result);
  }

  fail(reason) {
    this.ended = reason;
    for (const call of this.waiting.values()) {
      clearTimeout(call.timer);
      call.reject(new Ended(`chromium: ${call.method}: ${reason}`));
    }
    this.waiting.clear();
  }

  // Calls a method of the protocol, of the browser or of a session; gives its result.
  send(method, params = {}, sessionId = undefined) {
    if (this.ended) return Promise.reject(new Ended(`chromium: ${method}: ${this.ended}`));
    const id = ++this.calls;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.waiting.delete(id);
        reject(new Error(`chromium: ${method}: no answer in ${PATIENCE / 1000} s`));
      }, PATIENCE);
      this.waiting.set(id, { method, resolve, reject, timer });
      this.out.write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    });
  }

  // A new tab that shares nothing with others: what one stores, none finds. heard is called with
  // each event.
  async open(heard) {
    const { browserContextId } = await this.send('Target.createBrowserContext');
    const { targetId } = await this.send('Target.createTarget', {
      url: 'about:blank',
      browserContextId,
    });
    const { sessionId } = await this.send('Target.attachToTarget', { targetId, flatten: true });
    this.listeners.set(sessionId, heard);
    return { sessionId, browserContextId };
  }

  kill() {
    try {
      process.kill(-this.child.pid, 'SIGKILL'); // its own group: renderers and helpers as well
    } catch {
      /* it has ended */
    }
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 3 });
  }

  async close() {
    await this.send('Browser.close').catch(() => {});
    const patience = setTimeout(() => this.kill(), 3000);
    await this.gone;
    clearTimeout(patience);
    this.kill();
  }
}
