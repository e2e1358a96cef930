// outcome.mjs -- runs named tests one after the other and prints what cmocka would, for run.sh.

// An error whose message is all there is to say of a failure.
export class Failure extends Error {}

// An error after which nothing more can be tried: the browser has ended.
export class Ended extends Error {}

// Fails with at most eight of the lines; passes if there is none.
export function none(lines, what) {
  if (lines.length === 0) return;
  const rest = lines.length > 8 ? [`... and ${lines.length - 8} more`] : [];
  throw new Failure([`${what} (${lines.length}):`, ...lines.slice(0, 8), ...rest].join('\n    '));
}

export function expect(truth, message) {
  if (!truth) throw new Failure(message);
}

export class Outcome {
  constructor(only = '') {
    this.only = only;
    this.passed = [];
    this.failed = [];
  }

  async test(name, run) {
    if (!name.includes(this.only)) return;
    console.log(`[ RUN      ] ${name}`);
    try {
      await run();
      this.passed.push(name);
      console.log(`[       OK ] ${name}`);
    } catch (error) {
      if (error instanceof Ended) throw error;
      this.failed.push(name);
      console.log(error instanceof Failure ? error.message : error.stack);
      console.log(`[  FAILED  ] ${name}`);
    }
  }

  // Prints the sums; the status to end with.
  end() {
    console.log(`[  PASSED  ] ${this.passed.length} test(s).`);
    if (this.failed.length === 0) return 0;
    console.log(`[  FAILED  ] ${this.failed.length} test(s), listed below:`);
    for (const name of this.failed) console.log(`[  FAILED  ] ${name}`);
    console.log(`\n ${this.failed.length} FAILED TEST(S)`);
    return 1;
  }
}
