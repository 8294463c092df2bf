/* Names on the map. Screen readers have them from the shapes themselves.
 *
 * On areas and circles a name that would touch another waits for more zoom, the larger shape's
 * first. In a tile the name is wrapped, made smaller, and shortened last, so that it fits.
 */
(function () {
  "use strict";

  const LARGEST = 12;
  const SMALLEST = 8.5;
  const LINE = 1.15;
  const MARGIN = 2;

  const pen = document.createElement("canvas").getContext("2d");
  const names = [];
  let map;
  let shown = { places: {} };

  function add(theMap, every) {
    map = theMap;
    every.forEach((layer) => {
      const { id, name, partner } = layer.feature.properties;
      const icon = L.divIcon({ className: "name", html: window.placesMap.plain(name), iconSize: null });
      const marker = L.marker(layer.getBounds().getCenter(), { icon, interactive: false, keyboard: false });
      marker.addTo(map).getElement().setAttribute("aria-hidden", "true");
      marker.getElement().dataset.name = id;
      names.push({ id, name, partner, layer, marker, text: marker.getElement().firstChild, area: size(layer) });
    });
    map.on("zoomend moveend", place);
    // how wide names are is known once the style sheet is there, which may be after the map is
    new ResizeObserver(place).observe(names[0].text);
  }

  /** After a painting: `places` and `inks` as in `paint` of map.js; `room`: the radius that each
   *  circle must have room for, where it is not the one that is shown. */
  function arrange(places, inks, room) {
    shown = { places, inks, room };
    place();
  }

  function place() {
    const { shapes } = window.placesMap;
    const tiles = shapes.drawn() === "tiles";
    names.forEach((each) => each.marker.setLatLng(shapes.at(each.layer)));
    if (tiles) names.forEach((each) => write(each, shapes.side()));
    else spread(names.filter((each) => each.partner));
    if (!tiles) names.filter((each) => !each.partner).forEach((each) => hide(each, true));
  }

  function hide({ marker }, hidden) {
    marker.getElement().style.visibility = hidden ? "hidden" : "visible";
  }

  /** Names where there is room in the frame: on the shape's point; beside a circle, first below
   *  it, and rather not on another circle; never as if it were that one's name. */
  function spread(wanted) {
    const taken = [];
    wanted.forEach((each) => {
      each.radius = radius(each);
      each.text.textContent = each.name;
      each.text.removeAttribute("style");
    });
    wanted.sort((one, other) => other.radius - one.radius || other.area - one.area);
    const circles = wanted.filter((each) => each.radius).map((each) => ({ each, ...around(each) }));
    const edge = map.getSize().x;
    wanted.forEach((each) => {
      const inside = spots(each).filter((box) => !each.radius || (box.left >= 0 && box.right <= edge));
      const free = inside.filter((box) => taken.every((other) => apart(box, other)));
      const others = circles.filter((other) => other.each !== each);
      const alone = (box) => others.every((other) => apart(box, other));
      const best = free.find(alone) || free.find((box) => !others.some((other) => centred(box, other)));
      hide(each, !best);
      if (!best) return;
      taken.push(best);
      each.text.style.translate = `${best.x}px ${best.y}px`;
    });
  }

  function radius({ id }) {
    if (window.placesMap.shapes.drawn() !== "circles") return 0;
    const kind = (shown.room || {})[id] ?? shown.places[id]?.[0];
    return typeof kind === "number" ? kind : 0;
  }

  function around({ text, radius: r }) {
    const { left, width, top, height } = text.getBoundingClientRect();
    const [x, y] = [left + width / 2, top + height / 2];
    return { left: x - r, right: x + r, top: y - r, bottom: y + r };
  }

  /** Where a name may stand, as boxes on the screen; `x` and `y`: how far from its point. */
  function spots({ radius: r, text }) {
    const { left, right, top, bottom } = text.getBoundingClientRect();
    const beside = r + 3 + (right - left) / 2;
    const moves = r ? [[0, r + 7], [beside, 0], [-beside, 0], [0, -r - 7]] : [[0, 0]];
    return moves.map(([x, y]) => ({ x, y, left: left + x, right: right + x, top: top + y, bottom: bottom + y }));
  }

  /** Whether a name stands on another's circle, and would be taken for its name. */
  function centred(box, circle) {
    const [x, y] = [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
    return circle.left < x && x < circle.right && circle.top < y && y < circle.bottom;
  }

  function apart(one, other) {
    return (
      one.right + 2 < other.left || other.right + 2 < one.left || one.bottom < other.top || other.bottom < one.top
    );
  }

  /** A name into its tile, in letters that are read on the tile's colour. */
  function write(each, side) {
    const room = side - 2 * MARGIN;
    const { size: letters, lines } = fitted(each.name, room);
    const kind = shown.places[each.id]?.[0];
    each.text.textContent = lines.join("\n");
    each.text.style.cssText = `font-size: ${letters}px; line-height: ${LINE}; max-width: ${room}px;`;
    if (typeof kind === "number") each.text.style.cssText += `color: ${shown.inks[kind]}; text-shadow: none;`;
    hide(each, !lines.length);
  }

  /** The largest letters in which every word fits; failing that, shortened words. */
  function fitted(name, room) {
    for (let size = LARGEST; size >= SMALLEST; size -= 0.5) {
      const lines = wrapped(name, room, size);
      if (lines.every((line) => width(line, size) <= room) && lines.length * size * LINE <= room) return { size, lines };
    }
    const most = Math.floor(room / (SMALLEST * LINE));
    const lines = wrapped(name, room, SMALLEST).slice(0, Math.max(most, 0));
    return { size: SMALLEST, lines: lines.map((line) => shortened(line, room)).filter(Boolean) };
  }

  function wrapped(name, room, size) {
    return name.split(/\s+/).reduce((lines, word) => {
      const longer = lines.length ? `${lines[lines.length - 1]} ${word}` : "";
      if (longer && width(longer, size) <= room) return [...lines.slice(0, -1), longer];
      return [...lines, word];
    }, []);
  }

  function shortened(line, room) {
    if (width(line, SMALLEST) <= room) return line;
    const letters = [...line];
    while (letters.length && width(`${letters.join("")}…`, SMALLEST) > room) letters.pop();
    return letters.length ? `${letters.join("")}…` : "";
  }

  function width(text, size) {
    pen.font = `600 ${size}px ${getComputedStyle(names[0].text).fontFamily}`;
    return pen.measureText(text).width;
  }

  function size(layer) {
    const bounds = layer.getBounds();
    return (bounds.getEast() - bounds.getWest()) * (bounds.getNorth() - bounds.getSouth());
  }

  window.placesMap.labels = { add, arrange };
})();
