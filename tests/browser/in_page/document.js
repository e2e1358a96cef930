// document.js -- what the document consists of: names, links, figures, headings.

function referred(attribute) {
  return [...document.querySelectorAll(`[${attribute}]`)].flatMap((element) =>
    element
      .getAttribute(attribute)
      .split(/\s+/)
      .filter(Boolean)
      .map((id) => ({ element, id })),
  );
}

// What an image is called by those who hear it.
function spokenName(element) {
  const ids = element.getAttribute('aria-labelledby')?.split(/\s+/) ?? [];
  const words = ids.map((id) => document.getElementById(id)?.textContent ?? '').join(' ');
  return (
    words ||
    element.getAttribute('aria-label') ||
    element.getAttribute('alt') ||
    element.querySelector(':scope > title')?.textContent ||
    ''
  )
    .replace(/\s+/g, ' ')
    .trim();
}

const documentProbe = {
  repeatedIds() {
    const seen = new Set();
    return [...document.querySelectorAll('[id]')]
      .map((e) => e.id)
      .filter((id) => seen.has(id) || !seen.add(id));
  },

  // Anchors and other references to ids that no element has.
  brokenReferences() {
    const named = (id) => document.getElementById(id) || document.getElementsByName(id).length;
    const anchors = [...document.querySelectorAll('a[href^="#"]')].map((element) => ({
      element,
      id: decodeURIComponent(element.hash.slice(1)),
    }));
    const others = [
      'for',
      'headers',
      'list',
      'aria-labelledby',
      'aria-describedby',
      'aria-controls',
      'aria-owns',
      'aria-details',
    ].flatMap(referred);
    const drawn = [...document.querySelectorAll('svg *')].flatMap((element) =>
      [...element.attributes].flatMap(({ name, value }) => {
        const id = /href$/.test(name) ? value.match(/^#(.+)/) : value.match(/url\(["']?#([^"')]+)/);
        return id ? [{ element, id: id[1] }] : [];
      }),
    );
    return [...anchors, ...others, ...drawn]
      .filter(({ id }) => id && !named(id))
      .map(({ element, id }) => `#${id} (${element.localName})`);
  },

  // Addresses of links that leave the page, as they are written.
  links() {
    return [
      ...new Set(
        [...document.querySelectorAll('a[href]')]
          .map((a) => a.getAttribute('href'))
          .filter((href) => !href.startsWith('#')),
      ),
    ];
  },

  // Of each figure: its name, the size it has, its text alternative and how it is told to be one.
  figures() {
    return [...document.querySelectorAll('figure')]
      .filter((f) => f.querySelector('svg, img'))
      .map((figure) => {
        const image = figure.querySelector('svg, img');
        const box = image.getBoundingClientRect();
        return {
          id: named(figure),
          width: box.width,
          height: box.height,
          name: spokenName(image),
          role: image.localName === 'img' ? 'img' : image.getAttribute('role'),
          drawn: image.querySelectorAll('path, rect, polygon, circle, use, text').length,
        };
      });
  },

  outline() {
    const heads = [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')];
    return {
      language: document.documentElement.lang,
      title: document.title,
      main: document.querySelectorAll('main').length,
      levels: heads.map((h) => ({ level: Number(h.localName[1]), text: shortened(h.textContent) })),
      tables: [...document.querySelectorAll('table')].map((table) => ({
        name: named(table),
        caption: shortened(
          table.caption?.textContent ||
            table.getAttribute('aria-label') ||
            (table.getAttribute('aria-labelledby') ? spokenName(table) : ''),
        ),
        heads: table.querySelectorAll('thead th').length,
        bare: table.querySelectorAll('thead th:not([scope])').length,
      })),
    };
  },

  // Where a text stands as text, and what it would have made of itself as markup.
  standsAsText(text) {
    return texts().filter(({ node }) => node.data.includes(text)).length;
  },
  activeParts() {
    const handlers = [...document.querySelectorAll('*')].flatMap((e) =>
      [...e.attributes]
        .filter(({ name }) => /^on/i.test(name))
        .map(({ name }) => `${named(e)} ${name}`),
    );
    const parts = [
      ...document.querySelectorAll('script, iframe, object, embed, base, form[action]'),
    ].map((e) => e.localName + (e.type ? ` ${e.type}` : ''));
    return [...parts, ...handlers];
  },
  alerts() {
    return [...document.querySelectorAll('script')]
      .map((e) => e.textContent.trim())
      .filter((code) => /^alert/.test(code));
  },
  contents() {
    return {
      text: document.body.innerText.length,
      tables: document.querySelectorAll('tbody tr').length,
      figures: document.querySelectorAll('figure svg').length,
    };
  },
  openAll() {
    for (const details of document.querySelectorAll('details')) details.open = true;
  },
};
