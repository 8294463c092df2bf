/* The forms that the map takes: areas; areas as quiet ground below circles; or a grid of tiles.
 *
 * A tile is the municipality's own shape with other corners, so that it stays the same button. A
 * circle stands on its municipality's point and can be clicked too; the keyboard has the shape.
 */
(function () {
  "use strict";

  const LINE = { color: "#b3005e", weight: 3.5 };
  const EDGE = { color: "#ffffff", weight: 1.2 };
  const FOCUS = [
    { color: "#ffffff", weight: 7, className: "focus" },
    { color: "#14181f", weight: 3, dashArray: "6 4" },
  ];
  const CIRCLE = { ...EDGE, className: "circle", fillOpacity: 0.85, radius: 0 };
  const GROUND = { fillColor: "#dfeaf2", fillOpacity: 1 };
  const INSET = 0.03;
  const GLIDE = 350;

  const ours = window.placesMap;
  let map, every, layers, grid, country;
  let drawn = "areas";
  const corners = new Map();
  const circles = {};
  let gliding = 0;

  /** A circle of any radius: Leaflet's own are rounded to whole pixels, and never of none. */
  const Circle = L.CircleMarker.extend({
    _updatePath() {
      const { x, y } = this._point;
      const r = this._radius;
      const arc = `a${r},${r} 0 1,0 `;
      this._renderer._setPath(this, r > 0 ? `M${x - r},${y}${arc}${2 * r},0${arc}${-2 * r},0` : "M0 0");
    },
  });

  function prepare(theMap, all, choosable, choose) {
    [map, every, layers] = [theMap, all, choosable];
    country = L.featureGroup(all).getBounds();
    grid = makeGrid(all.map((layer) => layer.feature.properties));
    all.forEach((layer) => corners.set(layer, layer.getLatLngs()));
    Object.entries(layers).forEach(([id, layer]) => {
      circles[id] = new Circle(point(layer), CIRCLE);
      circles[id].on("click", () => choose(id));
      circles[id].bindTooltip("", { sticky: true, className: "about" });
    });
  }

  function point(layer) {
    const { lon, lat } = layer.feature.properties;
    return [lat, lon];
  }

  /** Squares as large, together, as the country's box and around its middle, in the map's plane. */
  function makeGrid(cells) {
    const columns = Math.max(...cells.map((cell) => cell.column)) + 1;
    const rows = Math.max(...cells.map((cell) => cell.row)) + 1;
    const box = L.bounds([map.project(country.getNorthWest(), 0), map.project(country.getSouthEast(), 0)]);
    const size = box.getSize();
    const side = Math.sqrt((size.x * size.y) / (columns * rows));
    const corner = box.getCenter().subtract([(columns * side) / 2, (rows * side) / 2]);
    const at = (column, row) => map.unproject(corner.add([column * side, row * side]), 0);
    const bounds = L.latLngBounds(at(0, 0), at(columns, rows));
    return { at, bounds, side };
  }

  /** The tile of a shape: its bounds. */
  function tile(layer) {
    const { column, row } = layer.feature.properties;
    return L.latLngBounds(grid.at(column + INSET, row + INSET), grid.at(column + 1 - INSET, row + 1 - INSET));
  }

  /** Takes a form; whether what must be in view is now another. */
  function take(form) {
    if (form === drawn) return false;
    const moved = (form === "tiles") !== (drawn === "tiles");
    drawn = form;
    document.documentElement.dataset.drawn = form;
    if (moved) every.forEach((layer) => layer.setLatLngs(form === "tiles" ? square(layer) : corners.get(layer)));
    Object.values(circles).forEach((circle) => (form === "circles" ? circle.addTo(map) : circle.remove()));
    return moved;
  }

  function square(layer) {
    const box = tile(layer);
    return [box.getNorthWest(), box.getNorthEast(), box.getSouthEast(), box.getSouthWest()];
  }

  /** The look of a shape below a circle; nothing where the shape itself carries the value. */
  function ground(kind) {
    return drawn === "circles" && typeof kind === "number" ? GROUND : null;
  }

  /** Circles to their sizes, smaller ones on top, so that none hides another wholly. */
  function paint(places, [colour], glide) {
    cancelAnimationFrame(gliding);
    if (drawn !== "circles") return;
    const sizes = Object.entries(circles).map(([id, circle]) => {
      const [kind, text] = places[id] || [0, ""];
      circle.setStyle({ fillColor: colour });
      circle.setTooltipContent(ours.plain(ours.named(layers[id], text)));
      circle.getElement().dataset.circle = id;
      circle.getElement().setAttribute("aria-hidden", "true");
      return { circle, from: circle.getRadius(), to: typeof kind === "number" ? kind : 0 };
    });
    sizes.sort((one, other) => other.to - one.to).forEach(({ circle }) => circle.bringToFront());
    if (!glide) return sizes.forEach(({ circle, to }) => circle.setRadius(to));
    const start = performance.now();
    const step = (now) => {
      const share = Math.min((now - start) / GLIDE, 1);
      sizes.forEach(({ circle, from, to }) => circle.setRadius(from + (to - from) * share));
      if (share < 1) gliding = requestAnimationFrame(step);
    };
    gliding = requestAnimationFrame(step);
  }

  /** A line around a shape, or nothing for none; its circle's own line takes the same colour. */
  function outline(chosen) {
    Object.entries(circles).forEach(([id, circle]) => circle.setStyle(id === chosen ? LINE : EDGE));
    return layers[chosen] ? L.polygon(layers[chosen].getLatLngs(), { ...LINE, fill: false, interactive: false }) : null;
  }

  /** What the keyboard is at: a dark line in a light one, seen on any colour. */
  function focusLine(layer) {
    const corners = layer.getLatLngs();
    const lines = FOCUS.map((look) => L.polygon(corners, { ...look, fill: false, interactive: false }));
    return L.layerGroup(lines);
  }

  ours.shapes = {
    focusLine,
    prepare,
    take,
    ground,
    paint,
    outline,
    bounds: () => (drawn === "tiles" ? grid.bounds : country),
    drawn: () => drawn,
    at: (layer) => (drawn === "tiles" ? tile(layer).getCenter() : point(layer)),
    /** Pixels of a tile's side. */
    side: () => grid.side * (1 - 2 * INSET) * map.getZoomScale(map.getZoom(), 0),
  };
})();
