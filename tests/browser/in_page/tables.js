// tables.js -- tables that sort and filter: what their rows say, read as a reader reads them.

// The number that a cell begins with, "-" and the like for none; undefined: it is text.
function numberIn(text) {
  const plain = text
    .replace(/[\u2212\u2013](?=\d|\.)/g, '-')
    .replace(/(\d)[\s\u00a0\u202f,](?=\d{3}\b)/g, '$1')
    .replace(/\s*[×x]\s*10\^?([-\d]+)/, 'e$1')
    .trim();
  if (/^(|-|\u2013|\u2014|n\/a)$/.test(plain)) return null;
  const found = plain.match(/^[<>~≈±+]?\s*([-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?)(?![\w.])/i);
  return found ? Number(found[1]) : undefined;
}

const ORDERS = [
  (a, b) => (a < b ? -1 : Number(a > b)),
  (a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : Number(a.toLowerCase() > b.toLowerCase())),
  (a, b) => a.localeCompare(b),
  (a, b) => a.localeCompare(b, 'en', { numeric: true }),
];

function inOrder(values, compare) {
  return values.findIndex((v, i) => i > 0 && compare(values[i - 1], v) > 0);
}

function rowsOf(table) {
  return [...table.tBodies].flatMap((body) => [...body.rows]).filter((row) => shown(row));
}

function headsOf(table) {
  return [...(table.tHead?.querySelectorAll('th') ?? [])];
}

function sortables() {
  return [...document.querySelectorAll('table')].filter((table) =>
    headsOf(table).some((th) => th.querySelector('button') || th.hasAttribute('aria-sort')),
  );
}

// What is wrong with the order of a column, as aria-sort states it; '' if nothing is.
function wrongOrder(table, column, sign) {
  const cells = rowsOf(table).map((row) => row.cells[column]?.textContent.trim() ?? '');
  const numbers = cells.map(numberIn);
  const stated = numbers.filter((n) => n !== null);
  const numeric = stated.length > 0 && stated.every((n) => n !== undefined);
  const values = numeric ? stated : cells.filter((c) => c !== '' && !/^[-\u2013\u2014]$/.test(c));
  const orders = numeric ? [(a, b) => a - b] : ORDERS;
  const at = orders.map((order) => inOrder(values, (a, b) => sign * order(a, b)));
  return at.includes(-1)
    ? ''
    : `"${shortened(String(values[at[0] - 1]))}" stands before ` +
        `"${shortened(String(values[at[0]]))}"${numeric ? ' (numbers)' : ''}`;
}

// Whether a blank cell stands between others that are not.
function blanksInside(table, column) {
  const blank = rowsOf(table).map(
    (r) => numberIn(r.cells[column]?.textContent.trim() ?? '') === null,
  );
  const first = blank.indexOf(false);
  const last = blank.lastIndexOf(false);
  return first >= 0 && blank.slice(first, last).includes(true);
}

function fingerprint(table) {
  return [...table.tBodies]
    .flatMap((b) => [...b.rows])
    .map((r) => r.textContent)
    .sort()
    .join('\n');
}

const tableProbe = {
  // Presses each sortable head of each table twice: what is wrong with what comes of it.
  wrongSorting() {
    const wrong = [];
    let heads = 0;
    for (const table of sortables()) {
      const before = fingerprint(table);
      headsOf(table).forEach((th, column) => {
        const button = th.querySelector('button');
        if (!button) return;
        heads += 1;
        const seen = [];
        for (const press of ['first', 'second']) {
          button.click();
          const state = th.getAttribute('aria-sort');
          const where = `${named(table)}, "${shortened(th.textContent)}", ${press} click`;
          seen.push(state);
          const sign = { ascending: 1, descending: -1 }[state];
          if (!sign) wrong.push(`${where}: aria-sort is ${state}, want ascending or descending`);
          const order = sign ? wrongOrder(table, column, sign) : '';
          if (order) wrong.push(`${where}, ${state}: ${order}`);
          if (sign && blanksInside(table, column)) wrong.push(`${where}: blanks among the values`);
        }
        if (seen[0] === seen[1])
          wrong.push(
            `${named(table)}, "${shortened(th.textContent)}": two clicks, both ${seen[0]}`,
          );
        const others = headsOf(table).filter(
          (h) => h !== th && /scending/.test(h.getAttribute('aria-sort')),
        );
        if (others.length) wrong.push(`${named(table)}: two columns say that it is sorted by them`);
      });
      if (fingerprint(table) !== before) wrong.push(`${named(table)}: sorting changed its rows`);
    }
    return { heads, wrong };
  },

  // For trials by hand: the first sortable head, marked; and what it says.
  markHead() {
    const button = sortables()
      .map((t) => t.querySelector('thead th button'))
      .find(Boolean);
    button?.setAttribute('data-probe', 'head');
    return button ? '[data-probe=head]' : null;
  },
  headSays() {
    return document.querySelector('[data-probe=head]').closest('th').getAttribute('aria-sort');
  },

  // Fields that filter, each with its table, the rows of it and a word of its last row.
  filters() {
    return [
      ...document.querySelectorAll('input[type=search], input[type=text], input:not([type])'),
    ].map((field, i) => {
      field.setAttribute('data-probe', `filter${i}`);
      const id = field.getAttribute('aria-controls')?.split(' ')[0];
      const table =
        (id && document.getElementById(id)) ||
        field.closest('section, article, div')?.querySelector('table');
      const real = table?.matches('table') ? table : table?.querySelector('table');
      if (!real) return { selector: `[data-probe=filter${i}]`, name: named(field), rows: 0 };
      real.setAttribute('data-probe', `filtered${i}`);
      const rows = rowsOf(real);
      return {
        selector: `[data-probe=filter${i}]`,
        table: `[data-probe=filtered${i}]`,
        name: named(field),
        rows: rows.length,
        label: field.labels?.length > 0 || field.hasAttribute('aria-label'),
        word: wordOf(rows, real),
      };
    });
  },

  // Rows that are shown, those that hold the word, and what is said of the count beside the table.
  filtered(selector, word) {
    const table = document.querySelector(selector);
    const rows = [...table.tBodies].flatMap((b) => [...b.rows]);
    const has = (row) => row.textContent.toLowerCase().includes(word.toLowerCase());
    return {
      shown: rowsOf(table).length,
      holding: rows.filter(has).length,
      wrong: rowsOf(table).filter((row) => !has(row)).length,
      said: said(table),
    };
  },
  // Waits until so many rows are shown; gives up after some frames.
  async untilRows(selector, count) {
    const table = document.querySelector(selector);
    for (let frame = 0; frame < 90 && rowsOf(table).length !== count; frame++) {
      await new Promise((resolve) => setTimeout(resolve, 16));
    }
    return rowsOf(table).length;
  },

  markToggle() {
    const toggle = [
      ...document.querySelectorAll('button, [role=switch], select, input[type=radio]'),
    ].find((e) =>
      /theme|dark|light/i.test(
        [e.id, e.className, e.textContent, e.name, e.getAttribute('aria-label')].join(' '),
      ),
    );
    toggle?.setAttribute('data-probe', 'toggle');
    return toggle ? '[data-probe=toggle]' : null;
  },
};

// The longest word of some row that stands in few others.
function wordOf(rows, table) {
  const words = rows.flatMap((row) => row.textContent.match(/[a-z]{5,}/gi) ?? []);
  const all = rows.map((row) => row.textContent.toLowerCase());
  const count = (w) => all.filter((text) => text.includes(w.toLowerCase())).length;
  return (
    [...new Set(words)]
      .slice(0, 200)
      .map((w) => ({ w, n: count(w) }))
      .filter(({ n }) => n < rows.length)
      .sort((a, b) => a.n - b.n)[0]?.w ?? table.textContent.slice(0, 3)
  );
}

function said(table) {
  for (let e = table.parentElement; e; e = e.parentElement) {
    const line = e.querySelector('output, [role=status], [aria-live]');
    if (line) return line.textContent.trim();
  }
  return '';
}
