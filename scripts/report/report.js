// report.js: tables that sort and filter, the choice of theme, and details that open for a link.
// Without it the page is whole, and its tables stay in their order.
(function () {
  "use strict";

  // ---- theme ------------------------------------------------------------------------------------

  var root = document.documentElement;
  var button = document.getElementById("theme");
  var preference = window.matchMedia("(prefers-color-scheme: dark)");

  function stored(value) { // storage may be forbidden for a file
    try {
      if (value === undefined) return window.localStorage.getItem("wattquery-theme");
      window.localStorage.setItem("wattquery-theme", value);
    } catch (error) { /* then the choice lasts as long as the page */ }
    return null;
  }

  function isDark() {
    return root.dataset.theme ? root.dataset.theme === "dark" : preference.matches;
  }

  function tellTheme() { button.textContent = isDark() ? "Light theme" : "Dark theme"; }

  var chosen = stored();
  if (chosen === "dark" || chosen === "light") root.dataset.theme = chosen;
  button.hidden = false;
  tellTheme();
  preference.addEventListener("change", tellTheme);
  button.addEventListener("click", function () {
    root.dataset.theme = isDark() ? "light" : "dark";
    stored(root.dataset.theme);
    tellTheme();
  });

  // ---- sorting ----------------------------------------------------------------------------------

  // The number that a cell says, or that it is sorted by; NaN for a text.
  function numberOf(cell) {
    if (cell.dataset.v !== undefined) return Number(cell.dataset.v);
    var bare = cell.textContent.trim().replace(/\u00a0/g, "").replace(/\u2212/g, "-");
    return bare === "" ? NaN : Number(bare);
  }

  function isBlank(item) { return item.text === "" || item.text === "-"; }

  // Of two rows; a column is sorted by numbers if all of its cells are, else by text, in which
  // numbers count too. What is blank stands last in both directions.
  function compare(a, b, sign, numeric) {
    if (isBlank(a) !== isBlank(b)) return isBlank(a) ? 1 : -1;
    var order = isBlank(a) ? 0 : numeric ? a.number - b.number
      : a.text.localeCompare(b.text, "en", { numeric: true });
    return sign * order || a.at - b.at;
  }

  function sortBy(table, header, column) {
    var ascending = header.getAttribute("aria-sort") !== "ascending";
    var body = table.tBodies[0];
    var rows = Array.prototype.map.call(body.rows, function (row) {
      var cell = row.cells[column];
      return { row: row, at: Number(row.dataset.at), text: cell.textContent.trim(),
               number: numberOf(cell) };
    });
    var numeric = rows.every(function (item) { return isBlank(item) || !isNaN(item.number); });
    rows.sort(function (a, b) { return compare(a, b, ascending ? 1 : -1, numeric); });
    var sorted = document.createDocumentFragment();
    rows.forEach(function (item) { sorted.appendChild(item.row); });
    body.appendChild(sorted);
    table.querySelectorAll("thead th").forEach(function (other) {
      other.setAttribute("aria-sort", other !== header ? "none"
        : ascending ? "ascending" : "descending");
    });
  }

  function makeSortable(table) {
    Array.prototype.forEach.call(table.tBodies[0].rows, function (row, i) { row.dataset.at = i; });
    table.querySelectorAll("thead th").forEach(function (header, column) {
      var sorter = document.createElement("button");
      sorter.type = "button";
      sorter.textContent = header.dataset.heading = header.textContent; // print has no buttons
      header.textContent = "";
      header.append(sorter);
      header.setAttribute("aria-sort", "none");
      sorter.addEventListener("click", function () { sortBy(table, header, column); });
    });
  }

  // ---- filtering --------------------------------------------------------------------------------

  function tell(output, shown, all) {
    output.textContent = shown === all ? all + " rows" : shown + " of " + all + " rows";
  }

  // A row stays if each word of the filter is in its text.
  function filterRows(table, texts, words, output) {
    var rows = table.tBodies[0].rows, shown = 0;
    for (var i = 0; i < rows.length; i++) {
      var text = texts[rows[i].dataset.at];
      rows[i].hidden = !words.every(function (word) { return text.indexOf(word) >= 0; });
      if (!rows[i].hidden) shown++;
    }
    tell(output, shown, rows.length);
  }

  function makeFilter(table) {
    var all = table.tBodies[0].rows.length;
    if (all < 8) return;
    var tools = document.createElement("div");
    var label = document.createElement("label");
    var input = document.createElement("input");
    var output = document.createElement("output");
    var texts = null;
    tools.className = "tools";
    input.type = "search";
    input.id = table.id + "-filter";
    input.setAttribute("aria-controls", table.id);
    input.autocomplete = "off";
    label.htmlFor = input.id;
    label.appendChild(document.createTextNode("Filter rows"));
    output.htmlFor = input.id;
    tools.append(label, input, output);
    table.parentNode.parentNode.insertBefore(tools, table.parentNode);
    tell(output, all, all);
    input.addEventListener("input", function () {
      if (!texts) {
        texts = [];
        Array.prototype.forEach.call(table.tBodies[0].rows, function (row) {
          texts[row.dataset.at] = row.textContent.toLowerCase();
        });
      }
      filterRows(table, texts, input.value.toLowerCase().split(/\s+/).filter(Boolean), output);
    });
    table.addEventListener("show-all", function () {
      if (input.value === "") return;
      input.value = "";
      input.dispatchEvent(new Event("input"));
    });
  }

  // ---- links ------------------------------------------------------------------------------------

  // What a link leads to is opened and shown, though it be in closed details or filtered out.
  function reveal() {
    var target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    for (var at = target; at; at = at.parentElement) {
      if (at.tagName === "DETAILS") at.open = true;
    }
    var table = target.closest("table");
    if (target.hidden && table) table.dispatchEvent(new Event("show-all"));
    target.scrollIntoView({ block: table ? "center" : "start" });
  }

  // The assumptions of a result, a text until somebody opens it, as links into the ledger.
  function linkAssumptions(list) {
    var paths = list.textContent.split(", ");
    list.textContent = "";
    paths.forEach(function (path, i) {
      var link = document.createElement("a");
      link.href = "#assumption." + path;
      link.textContent = path;
      list.append(i ? ", " : "", link);
    });
  }

  document.querySelectorAll("details.why").forEach(function (details) {
    details.addEventListener("toggle", function () {
      details.querySelectorAll("p.entering").forEach(linkAssumptions);
    }, { once: true });
  });
  document.querySelectorAll("table.data").forEach(function (table) {
    makeSortable(table);
    makeFilter(table);
  });
  window.addEventListener("hashchange", reveal);
  if (location.hash) reveal();
}());
