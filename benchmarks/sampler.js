/* Watches, in the page itself, what one click changes: when it was made, when the change stood on
 * the screen, and every frame between. All of it by the clock of one page: the map's frame is of
 * the same origin, so the page looks into it at the start of each of its own frames.
 */
(function () {
  "use strict";
  if (window !== window.top) return;

  const MAP = 'iframe[title*="st_folium"]';
  const TEXT = '[data-testid="stText"]';
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

  /** The fills as they are at this moment of a transition. */
  const shades = (seen) => seen.paths.map((path) => getComputedStyle(path).fill).join();

  function changed(seen, before) {
    const stamped = before.stamp === undefined || seen.stamp !== before.stamp;
    return seen.there && seen.look !== before.look && stamped;
  }

  /** Starts to watch. The promise says what was seen once the change stands still. */
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
        const still = found.stillFor >= STILL_FRAMES;
        if (!still && now - begun < GIVE_UP_AFTER) return requestAnimationFrame(each);
        document.removeEventListener("pointerup", onRelease, { capture: true });
        resolve(found);
      };
      requestAnimationFrame(each);
    });
  }

  /** What a change looks like at the start of a frame is on the screen at the start of the next. */
  function note(found, seen, before, now) {
    found.frames += 1;
    if (!seen.there) found.blank += 1;
    if (seen.frame !== before.frame) found.reloaded = true;
    if (found.seen === undefined) {
      if (changed(seen, before)) found.seen = now;
      return;
    }
    found.painted ??= now;
    const shade = shades(seen);
    found.stillFor = shade === found.shade && seen.there ? found.stillFor + 1 : 0;
    if (found.stillFor === 0) found.settled = now;
    found.shade = shade;
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
