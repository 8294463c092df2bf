/* Watches, in the page itself, what one click changes: when it was made, when the change stood on
 * the screen, and every frame between. All of it by the clock of one page: the map's frame is of
 * the same origin, so the page looks into it at the start of each of its own frames.
 */
(function () {
  "use strict";
  if (window !== window.top) return;

  const MAP = 'iframe[title*="st_folium"]';
  const TEXT = '[data-testid="stText"]';
  const OVER = '[data-testid="stApp"][data-test-script-state="notRunning"]';
  const STILL_FRAMES = 12;
  const GIVE_UP_AFTER = 20000;

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

  /** What of the map stands on the screen: its filled shapes, and the stamp that ours carries. */
  function lookAtMap() {
    const frame = document.querySelector(MAP);
    const page = frame && frame.clientHeight > 0 ? frame.contentDocument : null;
    const paths = page ? [...page.querySelectorAll("path.leaflet-interactive")] : [];
    return {
      there: paths.length > 0,
      frame: page,
      paths,
      stamp: page ? page.documentElement.dataset.painted : undefined,
      look: paths.map((path) => path.getAttribute("fill")).join(),
    };
  }

  function lookAtText() {
    const text = document.querySelector(TEXT)?.textContent ?? "";
    return { there: text !== "", paths: [], look: text };
  }

  /** All that is looked at, with the fills as they are at this moment of a transition. */
  const shades = (seen) => seen.look + seen.paths.map((path) => getComputedStyle(path).fill).join();

  /** Whether the click's answer stands there. Shapes may be drawn anew in the colours they had:
   *  ours say so by their stamp, others by being other elements than before. */
  function changed(seen, before) {
    if (!seen.there) return false;
    if (before.stamp !== undefined) return seen.stamp !== before.stamp;
    return seen.look !== before.look || seen.paths[0] !== before.paths[0];
  }

  /** Starts to watch. The promise says what was seen once the rerun is over and all is still. */
  function watch(what) {
    const look = what === "map" ? lookAtMap : lookAtText;
    const before = look();
    const found = { clicked: null, blank: 0, reloaded: false, frames: 0 };
    sent = [];
    received = [];
    const onRelease = (event) => (found.clicked ??= event.timeStamp);
    document.addEventListener("pointerup", onRelease, { capture: true });
    return new Promise((resolve) => {
      const begun = performance.now();
      const each = () => {
        const now = performance.now();
        if (found.clicked !== null) note(found, look(), before, now);
        const still = found.stillFor >= STILL_FRAMES && document.querySelector(OVER);
        if (!still && now - begun < GIVE_UP_AFTER) return requestAnimationFrame(each);
        document.removeEventListener("pointerup", onRelease, { capture: true });
        resolve(found);
      };
      requestAnimationFrame(each);
    });
  }

  /** What stands there at the start of a frame is on the screen at the start of the next.
   *  Painted is what no later frame changes any more: a transition has ended by then. */
  function note(found, seen, before, now) {
    found.frames += 1;
    if (!seen.there) found.blank += 1;
    if (seen.frame !== before.frame) found.reloaded = true;
    if (found.begun === undefined && changed(seen, before)) found.begun = now;
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
    const latin = new TextDecoder("latin1");
    const carrying = received.filter(({ data }) => latin.decode(data).includes(carries));
    return {
      sent: sent.length ? sent[0].at : null,
      carried: carrying.length ? carrying[0].at : null,
      finished: received.length ? received[received.length - 1].at : null,
      payloadUp: sent.reduce((sum, { bytes }) => sum + bytes, 0),
      payloadDown: received.reduce((sum, { data }) => sum + length(data), 0),
    };
  }

  window.bench = {
    begin: (what) => void (window.bench.seen = watch(what)),
    end: () => window.bench.seen,
    messages,
  };
})();
