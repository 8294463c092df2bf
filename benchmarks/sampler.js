/* Watches, in the page itself, what one click changes: when it was made, when the change stood on
 * the screen, and every frame between. All of it by the clock of one page: where the map has a
 * frame of its own, it is of the same origin, and the page looks into it at the start of each of
 * its own frames. `window.benchApp` says what kind of page it is (apps.py).
 */
(function () {
  "use strict";
  if (window !== window.top) return;

  const APP = window.benchApp;
  const SHAPES = "path.leaflet-interactive";
  const STILL_FRAMES = 12;
  const GIVE_UP_AFTER = 30000;
  const OPENS_WITHIN = 1200000;
  const SPOTS = 10;
  const AROUND = [[0, 0], [3, 0], [-3, 0], [0, 3], [0, -3]];

  let sent = [];
  let received = [];

  window.WebSocket = class extends window.WebSocket {
    constructor(...address) {
      super(...address);
      this.addEventListener("message", (event) =>
        received.push({ at: performance.now(), data: event.data })
      );
    }
    send(data) {
      sent.push({ at: performance.now(), bytes: length(data) });
      super.send(data);
    }
  };

  const length = (data) => data.byteLength ?? data.size ?? data.length;

  /** The document that holds the map. */
  function mapPage() {
    if (!APP.frame) return document;
    const frame = document.querySelector(APP.frame);
    return frame && frame.clientHeight > 0 ? frame.contentDocument : null;
  }

  /** What of the map stands on the screen: its filled shapes, and the stamp that some carry. */
  function lookAtMap() {
    const page = mapPage();
    const paths = page ? [...page.querySelectorAll(SHAPES)] : [];
    return {
      there: paths.length > 0,
      frame: page,
      paths,
      stamp: page?.documentElement?.dataset.painted,
      look: paths.map((path) => path.getAttribute("fill")).join(),
    };
  }

  function lookAtText(selector) {
    const texts = [...document.querySelectorAll(selector)].map((each) => each.textContent);
    return { there: texts.join("") !== "", paths: [], look: texts.join() };
  }

  const looking = (what) => (what === "map" ? lookAtMap : () => lookAtText(what));

  /** All that is looked at, with the fills as they are at this moment of a transition. */
  const shades = (seen) => seen.look + seen.paths.map((path) => getComputedStyle(path).fill).join();

  /** Whether the click's answer stands there. Shapes may be drawn anew in the colours they had:
   *  some say so by their stamp, others by being other elements than before. */
  function changed(seen, before) {
    if (!seen.there) return false;
    if (before.stamp !== undefined) return seen.stamp !== before.stamp;
    return seen.look !== before.look || seen.paths[0] !== before.paths[0];
  }

  /** Whether a page that is being opened shows its answer. */
  const opened = (seen) => seen.there && (!APP.stamped || seen.stamp !== undefined);

  const over = () => !APP.over || document.querySelector(APP.over);

  /** Starts to watch. The promise says what was seen once the rerun is over and all is still. */
  function watch(what) {
    const look = looking(what);
    const before = look();
    const found = { clicked: null, blank: 0, reloaded: false, frames: 0 };
    sent = [];
    received = [];
    performance.clearResourceTimings();
    mapPage()?.defaultView?.performance.clearResourceTimings();
    const pages = new Set([document, mapPage() || document]);
    const onRelease = (event) => {
      // a frame has a clock of its own
      const clock = event.view.performance.timeOrigin - performance.timeOrigin;
      found.clicked ??= event.timeStamp + clock;
    };
    pages.forEach((page) => page.addEventListener("pointerup", onRelease, { capture: true }));
    const seen = eachFrame(found, look, before, GIVE_UP_AFTER, (now) => changed(now, before));
    return seen.finally(() =>
      pages.forEach((page) => page.removeEventListener("pointerup", onRelease, { capture: true }))
    );
  }

  function eachFrame(found, look, before, within, answered) {
    return new Promise((resolve) => {
      const begun = performance.now();
      const each = () => {
        const now = performance.now();
        if (found.clicked !== null) note(found, look(), before, now, answered);
        const still = found.stillFor >= STILL_FRAMES && over();
        if (!still && now - begun < within) return requestAnimationFrame(each);
        resolve(found);
      };
      requestAnimationFrame(each);
    });
  }

  /** What stands there at the start of a frame is on the screen at the start of the next.
   *  Painted is what no later frame changes any more: a transition has ended by then. */
  function note(found, seen, before, now, answered) {
    found.frames += 1;
    if (!seen.there) found.blank += 1;
    if (seen.frame !== before.frame) found.reloaded = true;
    if (found.begun === undefined && answered(seen)) found.begun = now;
    if (found.begun === undefined) return;
    const shade = shades(seen);
    if (shade === found.shade && seen.there) {
      found.painted ??= now;
      found.stillFor += 1;
    } else {
      Object.assign(found, { shade, painted: undefined, stillFor: 0 });
    }
  }

  /** What the click sent and brought, the message that carries the change told by its text. */
  function messages(carries) {
    const fetched = performance.getEntriesByType("resource");
    if (!sent.length && fetched.length) return ofRequests(fetched);
    const latin = new TextDecoder("latin1");
    const carrying = received.filter(({ data }) => latin.decode(data).includes(carries));
    return {
      sent: sent.length ? sent[0].at : null,
      carried: carrying.length ? carrying[0].at : null,
      finished: received.length ? received[received.length - 1].at : null,
      payloadUp: sent.reduce((sum, { bytes }) => sum + bytes, 0),
      payloadDown: received.reduce((sum, { data }) => sum + length(data), 0),
      ...asked(),
    };
  }

  /** What the map itself asked of the server, and when it had the answer. */
  function asked() {
    const frame = APP.frame ? mapPage()?.defaultView : undefined;
    const last = frame?.performance.getEntriesByType("resource").filter((each) => each.name.includes("/api/map")).pop();
    if (!last) return {};
    const clock = frame.performance.timeOrigin - performance.timeOrigin;
    return { asked: last.startTime + clock, answered: last.responseEnd + clock };
  }

  function ofRequests(fetched) {
    return {
      sent: fetched[0].startTime,
      carried: fetched[0].responseEnd,
      finished: Math.max(...fetched.map((each) => each.responseEnd)),
      payloadUp: 0,
      payloadDown: fetched.reduce((sum, each) => sum + each.decodedBodySize, 0),
    };
  }

  /** A point inside each of the largest shapes that can be chosen, by the page's coordinates. */
  function spots() {
    const page = mapPage();
    const frame = APP.frame ? document.querySelector(APP.frame).getBoundingClientRect() : { x: 0, y: 0 };
    const room = Math.min(window.innerHeight - frame.y, page.defaultView.innerHeight);
    const area = ({ width, height }) => width * height;
    return [...page.querySelectorAll(APP.chosen)]
      .map((path) => ({ path, box: path.getBoundingClientRect() }))
      .sort((one, other) => area(other.box) - area(one.box))
      .map(({ path, box }) => inside(page, path, box, Math.max(0, -frame.y), room))
      .filter(Boolean)
      .slice(0, SPOTS)
      .map(([x, y]) => [x + frame.x, y + frame.y]);
  }

  function inside(page, path, box, top, bottom) {
    for (const down of [0.5, 0.4, 0.6, 0.3, 0.7])
      for (const along of [0.5, 0.4, 0.6, 0.3, 0.7]) {
        const [x, y] = [box.x + along * box.width, box.y + down * box.height];
        // not on an edge: press and release could meet different shapes
        const on = ([right, lower]) => page.elementFromPoint(x + right, y + lower) === path;
        if (y > top && y < bottom && AROUND.every(on)) return [x, y];
      }
    return null;
  }

  const first = { clicked: 0, blank: 0, reloaded: false, frames: 0 };
  window.bench = {
    begin: (what) => void (window.bench.seen = watch(what)),
    end: () => window.bench.seen,
    opened: eachFrame(first, looking(APP.opens), {}, OPENS_WITHIN, opened),
    messages,
    spots,
  };
})();
