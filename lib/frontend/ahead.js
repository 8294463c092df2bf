/* Paints the map before the dashboard's own answer comes.
 *
 * A click on a filter makes the dashboard draw its whole page anew, and the browser takes that in
 * before the map hears of it. What the map needs is a small table, which the server gives by
 * itself (/api/map). So it is asked for when the pointer rests on an option or goes down on it, and
 * painted on the click. The dashboard's answer decides: it follows, and what it says of the same
 * click is the same.
 */
(function () {
  "use strict";

  const ours = window.placesMap;
  const ADDRESS = new URL("../../api/map", window.location.origin + window.location.pathname);
  const OPTION = "button[aria-pressed], [role=option]";
  const KEYS = ["Enter", " "];
  /** For how long a map may stand that the dashboard has not confirmed. */
  const UNCONFIRMED = 10000;
  /** And once the dashboard has said what stood before it: perhaps it says nothing else. */
  const CONTRADICTED = 1500;
  /** A pointer that stays for so long may be about to press; one that passes by does not stay. */
  const RESTS = 65;

  let options = null;
  let page = null;
  /** What the dashboard said last; what was painted ahead of it; what the pointer is on. */
  let said = null;
  let early = null;
  let pressed = null;
  /** What the pointer rests on; where it was when it was let go. */
  let resting = null;
  let hinted = null;
  let left = null;
  let turn = 0;

  /** `wanted`: the values of each filter's buttons, and the numbers by their names. */
  function prepare(wanted) {
    if (!wanted || window.parent === window) return;
    options = wanted;
    page = window.parent.document;
    const over = new AbortController();
    const how = { capture: true, passive: true, signal: over.signal };
    page.addEventListener("pointerover", rest, how);
    page.addEventListener("pointerdown", press, how);
    page.addEventListener("click", release, how);
    page.addEventListener("keydown", strike, how);
    page.addEventListener("keyup", release, how);
    // the page outlives this frame
    window.addEventListener("pagehide", () => over.abort());
  }

  function rest(event) {
    clearTimeout(resting);
    // a page that is drawn anew under a pointer that nobody moves is not pointed at
    const moved = event.clientX !== left?.clientX || event.clientY !== left?.clientY;
    if (event.pointerType !== "mouse" || event.buttons || !moved) return;
    if (navigator.connection?.saveData) return;
    resting = setTimeout(() => (hinted = begun(event.target)), RESTS);
  }

  function press(event) {
    clearTimeout(resting);
    pressed = event.isPrimary && !event.button ? begun(event.target) : null;
  }

  function strike(event) {
    if (!event.repeat) pressed = KEYS.includes(event.key) ? begun(event.target) : null;
  }

  /** The question that a click there will be, and its answer on its way; null if it is none. */
  function begun(target) {
    const option = said?.ahead && target.closest?.(OPTION);
    const query = option && selected(option);
    if (!query) return null;
    const known = hinted?.query === query && hinted.after === said;
    return { option, query, after: said, answer: known ? hinted.answer : ask(query) };
  }

  function release(event) {
    const from = pressed;
    pressed = null;
    if (event.type === "click") left = event;
    if (!from?.option.contains(event.target)) return;
    const mine = (turn += 1);
    const before = said;
    from.answer.then((shown) => {
      // a later click, or an answer of the dashboard, knows more
      if (shown && mine === turn && said === before) paint(shown);
    });
  }

  /** The link of the page as it will be once an option is clicked; null for what is no option. */
  function selected(option) {
    const query = new URLSearchParams(said.ahead);
    const number = option.closest("[role=listbox]")?.getAttribute("aria-label") === options.ask;
    let found = number && options.numbers[option.textContent];
    if (found) query.set("indicator", found);
    Object.entries(options.filters).forEach(([key, values]) => {
      const buttons = [...page.querySelectorAll(`.st-key-${key} button[aria-pressed]`)];
      if (buttons.length !== values.length) return;
      found ||= buttons.includes(option);
      const is = (button) => (button.getAttribute("aria-pressed") === "true") !== (button === option);
      const chosen = values.filter((_, place) => is(buttons[place]));
      query.delete(key);
      (chosen.length ? chosen : [options.all]).forEach((value) => query.append(key, value));
    });
    return found ? query.toString() : null;
  }

  /** What the server says; null where it has no answer: then the dashboard's is waited for. */
  function ask(query) {
    return new Promise((answered) => {
      // not fetch: its answer comes in three steps, and between them the browser draws the page
      const request = new XMLHttpRequest();
      request.responseType = "json";
      request.onloadend = () => answered(request.status === 200 ? request.response : null);
      request.open("GET", `${ADDRESS}?${query}`);
      request.send();
    });
  }

  function paint(shown) {
    clearTimeout(early?.timer);
    const passed = new Set([...(early?.passed || []), early?.stamp, said.stamp]);
    passed.delete(shown.stamp);
    early = { stamp: shown.stamp, passed, timer: setTimeout(giveUp, UNCONFIRMED) };
    // which municipality is chosen is the reader's own last click
    ours.show({ ...shown, clicks: -1 });
  }

  /** Whether an answer of the dashboard is to be painted: not that of an earlier click, nor what
   *  stands there already. */
  function take(shown) {
    said = shown;
    clearTimeout(early?.timer);
    if (early?.passed.has(shown.stamp)) {
      early.timer = setTimeout(giveUp, CONTRADICTED);
      return false;
    }
    const there = early?.stamp === shown.stamp;
    early = null;
    return !there;
  }

  function giveUp() {
    early = null;
    ours.show(said);
  }

  ours.ahead = { prepare, take };
})();
