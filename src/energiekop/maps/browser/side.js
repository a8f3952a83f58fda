/* What stands around the map: legend, months and the list that says the same as the map in words. */

const element = (tag, properties = {}, ...children) => {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
};

/* The numbers that message.py packed: a row per place, a column per month; undefined is unknown. */
export async function unpacked(text, months) {
  const packed = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate"));
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
  const half = bytes.length / 2;
  let known = 0;
  return Array.from({ length: half }, (_, i) => {
    if (i % months === 0) known = 0;
    const written = bytes[i] + 256 * bytes[half + i] - 1;
    if (written < 0) return undefined;
    return (known += written % 2 ? -(written + 1) / 2 : written / 2);
  });
}

const STEP = 700; // milliseconds per month while playing

export class Side {
  constructor(parentElement, { onMonth, onChoose, onPoint }) {
    Object.assign(this, { onMonth, onChoose, onPoint });
    this.place = element("div", { className: "map" });
    this.hint = element("div", { className: "hint", hidden: true });
    this.credits = element("div", { className: "credit" });
    this.frame = element("div", { className: "frame" }, this.place, this.hint, this.credits);
    this.legend = element("ul", { className: "legend" });
    this.range = element("input", { type: "range", min: 0, step: 1 });
    this.play = element("button", { type: "button", className: "play" });
    this.label = element("label", { className: "month" });
    this.said = element("output");
    this.months = element("div", { className: "months" }, this.play, this.label);
    this.table = element("table");
    this.list = element("div", { className: "list", tabIndex: 0 }, this.table);
    this.list.setAttribute("role", "region");
    this.root = element("div", { className: "kaart" },
      element("div", { className: "left" }, this.frame, this.legend, this.months), this.list);
    parentElement.append(this.root);
    this.by = "value";
    this.range.addEventListener("input", () => this.turnTo(Number(this.range.value)));
    this.play.addEventListener("click", () => (this.playing ? this.stop() : this.start()));
  }

  show(data, values, places) {
    const before = this.data;
    Object.assign(this, { data, values });
    this.places = places.map((place) => place.properties);
    this.rowOf = new Map(this.places.map(({ code }, row) => [code, row]));
    const last = data.months.length - 1;
    const kept = before && JSON.stringify(before.months) === JSON.stringify(data.months);
    this.month = kept ? this.month : last;
    this.root.dataset.theme = this.isDark() ? "dark" : "light";
    this.root.lang = data.lang;
    this.number = new Intl.NumberFormat(data.lang === "nl" ? "nl-NL" : "en-GB");
    this.months.hidden = last < 1;
    this.range.max = last;
    this.label.replaceChildren(data.words.month, this.range, this.said);
    this.drawLegend(this.colours());
    this.labelPlay();
    this.turnTo(this.month);
  }

  colours() {
    return this.data.colours[this.isDark() ? "dark" : "light"];
  }

  isDark() {
    const [r, g, b] = getComputedStyle(this.root).backgroundColor.match(/[\d.]+/g).map(Number);
    return 0.3 * r + 0.6 * g + 0.1 * b < 128;
  }

  has(code) {
    return this.rowOf.has(code);
  }

  value(row) {
    return this.values[row * this.data.months.length + this.month];
  }

  /* The class of a value: how many classes begin at or below it; unknown is -1. */
  class(row) {
    const value = this.value(row);
    return value === undefined ? -1 : this.data.starts.filter((start) => start <= value).length;
  }

  classes() {
    return new Map(this.places.map(({ code }, row) => [code, this.class(row)]));
  }

  name(row) {
    const { code, name } = this.places[row];
    return this.data.names[code] ?? name ?? code;
  }

  words(row) {
    const { said, words, legend, kind } = this.data;
    const value = this.value(row);
    if (value === undefined) return words.unknown;
    if (kind === "house") return legend[this.class(row)];
    if (value === 0) return said.zero;
    return value === 1 ? said.one : (value > 0 ? said.more : said.less).replace("{n}", this.number.format(Math.abs(value)));
  }

  turnTo(month) {
    this.month = month;
    this.range.value = month;
    this.said.value = this.data.months[month];
    this.range.setAttribute("aria-valuetext", this.data.months[month]);
    this.drawList();
    this.onMonth();
  }

  start() {
    if (this.month === this.data.months.length - 1) this.turnTo(0);
    this.playing = setInterval(() => {
      if (!this.root.isConnected || this.month + 1 >= this.data.months.length) this.stop();
      else this.turnTo(this.month + 1);
    }, STEP);
    this.labelPlay();
  }

  stop() {
    clearInterval(this.playing);
    this.playing = undefined;
    if (this.data) this.labelPlay();
  }

  labelPlay() {
    this.play.textContent = this.playing ? `❚❚ ${this.data.words.stop}` : `▶ ${this.data.words.play}`;
  }

  drawLegend(colours) {
    const { legend, words } = this.data;
    const circles = this.data.circles.length ? this.data.circles : undefined;
    const row = (swatch, text) => element("li", {}, swatch, text);
    const swatch = (i) => {
      const made = element("span", { className: circles ? "swatch dot" : "swatch" });
      made.style.setProperty("--colour", colours.scale[i]);
      made.style.setProperty("--edge", colours.edge);
      if (circles) made.style.setProperty("--size", `${2 * circles[i]}px`);
      return made;
    };
    const title = element("li", { className: "title" }, this.data.title);
    const unknown = element("span", { className: "swatch unknown" });
    this.legend.replaceChildren(title, ...legend.map((text, i) => row(swatch(i), text)));
    if (this.values.includes(undefined)) this.legend.append(row(unknown, words.unknown));
  }

  /* Sorted by value, the most first, or by name; unknown ones last, equal ones by name. */
  order() {
    const byName = (a, b) => this.name(a).localeCompare(this.name(b), this.data.lang, { numeric: true });
    const value = (row) => this.value(row) ?? -Infinity;
    const byValue = (a, b) => (value(a) === value(b) ? 0 : value(b) - value(a)) || byName(a, b);
    return this.places.map((_, row) => row).sort(this.by === "name" ? byName : byValue);
  }

  drawList() {
    const { words, title, kind } = this.data;
    this.list.setAttribute("aria-label", `${title}, ${words.list}`);
    const head = (by, text) => {
      const button = element("button", { type: "button", textContent: text });
      const sorted = this.by === by;
      if (sorted) button.textContent += by === "name" ? " ↑" : " ↓";
      button.addEventListener("click", () => {
        this.by = by;
        this.drawList();
        this.table.querySelector(`th.${by} button`).focus();
      });
      const cell = element("th", { scope: "col", className: by }, button);
      if (sorted) cell.setAttribute("aria-sort", by === "name" ? "ascending" : "descending");
      return cell;
    };
    const focused = this.table.getRootNode().activeElement?.dataset?.code;
    const rows = this.order().map((row) => this.row(row, kind));
    this.table.replaceChildren(
      element("caption", {}, `${title}, ${this.data.months[this.month]}`),
      element("thead", {}, element("tr", {}, head("name", words.kind), head("value", words.value))),
      element("tbody", {}, ...rows),
    );
    if (focused) this.table.querySelector(`[data-code="${CSS.escape(focused)}"]`)?.focus();
  }

  row(row, kind) {
    const { code } = this.places[row];
    const name = element("th", { scope: "row" });
    if (this.data.href) {
      const link = element("a", { href: this.data.href + encodeURIComponent(code), textContent: this.name(row) });
      link.dataset.code = code;
      link.addEventListener("click", (event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return; // another tab follows the address
        event.preventDefault();
        this.onChoose({ kind, code });
      });
      link.addEventListener("focus", () => this.onPoint(code));
      link.addEventListener("blur", () => this.onPoint());
      name.append(link);
      if (this.data.words.houses) {
        const houses = element("button", { type: "button", textContent: this.data.words.houses, className: "more" });
        houses.setAttribute("aria-label", `${this.data.words.houses}, ${this.name(row)}`);
        houses.addEventListener("click", () => this.onChoose({ kind: "house", code }));
        name.append(houses);
      }
    } else name.append(this.name(row));
    const made = element("tr", {}, name, element("td", {}, element("span", {}, this.swatch(row), this.words(row))));
    made.addEventListener("mouseenter", () => this.onPoint(code));
    made.addEventListener("mouseleave", () => this.onPoint());
    return made;
  }

  swatch(row) {
    const group = this.class(row);
    const made = element("span", { className: group < 0 ? "swatch unknown" : "swatch" });
    made.style.setProperty("--colour", this.colours().scale[group]);
    made.style.setProperty("--edge", this.colours().edge);
    return made;
  }

  /* Name and value beside the pointer. */
  tell(code, at) {
    this.hint.hidden = code === undefined || !at;
    if (this.hint.hidden) return;
    const row = this.rowOf.get(code);
    this.hint.replaceChildren(element("strong", {}, this.name(row)), element("br"), this.words(row));
    const { clientWidth } = this.frame;
    this.hint.style.translate = `clamp(0px, ${at.x}px - 50%, ${clientWidth}px - 100%) calc(${at.y}px - 100% - 14px)`;
  }

  credit(text) {
    this.credits.textContent = text;
  }

  withoutMap(text) {
    this.frame.replaceChildren(element("p", { className: "sorry" }, text));
  }

  /* Slanted lines as a picture for the map; the legend's are CSS. */
  hatch({ quiet, ground }) {
    const size = 16;
    const canvas = Object.assign(document.createElement("canvas"), { width: size, height: size });
    const pen = canvas.getContext("2d");
    pen.fillStyle = ground;
    pen.fillRect(0, 0, size, size);
    pen.strokeStyle = quiet;
    pen.lineWidth = 2.5;
    for (const shift of [-size, 0, size]) {
      pen.beginPath();
      pen.moveTo(shift, size);
      pen.lineTo(shift + size, 0);
      pen.stroke();
    }
    return pen.getImageData(0, 0, size, size);
  }
}
