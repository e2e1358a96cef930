// outcome.mjs -- tests with names: what becomes of them, printed as cmocka would, for run.sh.

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

// Runs a test: its name, why it failed ('' if it did not), how many ms it took.
export async function attempt(name, run) {
  const start = Date.now();
  let failure = '';
  try {
    await run();
  } catch (error) {
    if (error instanceof Ended) throw error;
    failure = error instanceof Failure ? error.message : error.stack;
  }
  return { name, failure, ms: Date.now() - start };
}

// Runs jobs, functions that give lists of results, so many at a time; hands on each list in the
// order of the jobs, as soon as it is there.
export async function inOrder(jobs, atOnce, take) {
  const started = [];
  let next = 0;
  const worker = async () => {
    while (next < jobs.length) {
      const i = next++;
      await started[i].run();
    }
  };
  for (const job of jobs) started.push(promised(job));
  const workers = Array.from({ length: atOnce }, worker);
  for (const { result } of started) take(await result);
  await Promise.all(workers);
}

function promised(job) {
  let settle;
  const result = new Promise((resolve, reject) => {
    settle = { resolve, reject };
  });
  return { result, run: () => job().then(settle.resolve, settle.reject) };
}

export class Outcome {
  constructor() {
    this.passed = 0;
    this.failed = [];
  }

  print({ name, failure, ms }, timed) {
    console.log(`[ RUN      ] ${name}`);
    if (failure) {
      this.failed.push(name);
      console.log(failure);
    } else {
      this.passed += 1;
    }
    console.log(
      `${failure ? '[  FAILED  ]' : '[       OK ]'} ${name}${timed ? ` (${ms} ms)` : ''}`,
    );
  }

  // Prints the sums; the status to end with.
  end() {
    console.log(`[  PASSED  ] ${this.passed} test(s).`);
    if (this.failed.length === 0) return this.passed > 0 ? 0 : 2;
    console.log(`[  FAILED  ] ${this.failed.length} test(s), listed below:`);
    for (const name of this.failed) console.log(`[  FAILED  ] ${name}`);
    console.log(`\n ${this.failed.length} FAILED TEST(S)`);
    return 1;
  }
}
