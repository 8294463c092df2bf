/* The map year by year, in the browser alone: one small table is sent once (lib/painted.py), and
 * nothing is asked of the server while it plays.
 *
 * The slider's first step is all years. Playing stops by the same button, by Escape, by the
 * slider and by any answer of the dashboard; where less motion is wanted there is no playing.
 */
(function () {
  "use strict";

  const EACH = 900;
  const still = window.matchMedia("(prefers-reduced-motion: reduce)");

  let shown = null;
  let parts = null;
  let timer = 0;

  /** The player where years were sent, and none where not; either way the map is painted. */
  function offer(sent) {
    stop();
    const before = parts && shown?.years ? shown.years.years[at() - 1] : undefined;
    shown = sent;
    if (!shown.years) {
      if (parts) remove();
      return window.placesMap.paint(shown.places, shown);
    }
    if (!parts) build(shown.years.words);
    const { years, notes, legends } = shown.years;
    shown.room = shown.years.room = roomNeeded();
    parts.slider.max = years.length;
    parts.slider.value = years.indexOf(before) + 1;
    parts.note.textContent = notes;
    // from our own template, in which what is data is text
    parts.legends.forEach((legend, number) => (legend.innerHTML = legends[number]));
    show(false);
  }

  /** The largest circle that each place ever has: names that stand beside it stand still. */
  function roomNeeded() {
    const { cells, places } = shown.years;
    const largest = ([id, row]) => {
      const kinds = [shown.places[id][0], ...row.map((cell) => cells[cell][0])];
      return [id, Math.max(0, ...kinds.filter((kind) => typeof kind === "number"))];
    };
    return Object.fromEntries(Object.entries(places).map(largest));
  }

  const at = () => Number(parts.slider.value);

  /** Paints the year at which the slider stands. */
  function show(glide) {
    const { years, cells, places, colours, inks, room, words } = shown.years;
    const number = at() - 1;
    const year = years[number] ?? words.all;
    parts.year.textContent = year;
    parts.year.classList.toggle("all", number < 0);
    parts.slider.setAttribute("aria-valuetext", year);
    parts.legends.forEach((legend, which) => legend.classList.toggle("away", which !== Number(number >= 0)));
    document.documentElement.dataset.year = year;
    if (number < 0) return window.placesMap.paint(shown.places, shown, glide);
    const then = Object.entries(places).map(([id, row]) => {
      const [kind, text] = cells[row[number]];
      return [id, [kind, `${year}\n${text}`]];
    });
    window.placesMap.paint(Object.fromEntries(then), { colours, inks, room }, glide);
  }

  function play() {
    if (at() >= Number(parts.slider.max)) parts.slider.value = 0;
    document.documentElement.classList.add("playing");
    name(true);
    const step = () => {
      parts.slider.value = at() + 1;
      show(true);
      if (at() >= Number(parts.slider.max)) stop();
    };
    timer = window.setInterval(step, EACH);
    step();
  }

  function stop() {
    if (!timer) return;
    window.clearInterval(timer);
    timer = 0;
    document.documentElement.classList.remove("playing");
    name(false);
  }

  function name(playing) {
    const { words } = shown.years;
    parts.button.textContent = playing ? `■ ${words.stop}` : `▶ ${words.play}`;
    parts.button.setAttribute("aria-label", playing ? words.stop : words.play);
  }

  function build(words) {
    const box = element("section", "years", document.body);
    box.setAttribute("aria-label", words.group);
    const row = element("div", "row", box);
    const button = element("button", "play", row);
    button.type = "button";
    const slider = element("input", "", row);
    Object.assign(slider, { type: "range", min: 0, step: 1, value: 0 });
    slider.setAttribute("aria-label", words.slider);
    const year = element("output", "year", window.placesMap.map.getContainer());
    year.setAttribute("aria-hidden", "true");
    const said = element("p", "said", box);
    said.setAttribute("aria-live", "polite");
    const legends = element("div", "legends", box);
    parts = { box, button, slider, year, said, note: element("p", "note", box) };
    parts.legends = [element("div", "", legends), element("div", "", legends)];
    button.addEventListener("click", () => (timer ? stop() : play()));
    slider.addEventListener("input", byHand);
    parts.watch = new ResizeObserver(() => window.placesMap.fitFrame());
    parts.watch.observe(box);
    name(false);
    heed();
  }

  function byHand() {
    stop();
    show(false);
    parts.said.textContent = parts.year.textContent;
  }

  function remove() {
    parts.watch.disconnect();
    parts.box.remove();
    parts.year.remove();
    parts = null;
    delete document.documentElement.dataset.year;
    window.placesMap.fitFrame();
  }

  /** Where less motion is wanted, nothing plays. */
  function heed() {
    if (still.matches) stop();
    if (parts) parts.button.hidden = still.matches;
  }

  function element(kind, className, parent) {
    const made = document.createElement(kind);
    made.className = className;
    return parent.appendChild(made);
  }

  still.addEventListener("change", heed);
  document.addEventListener("keydown", (event) => event.key === "Escape" && stop());
  window.placesMap.years = { offer, height: () => (parts ? parts.box.offsetHeight : 0) };
})();
