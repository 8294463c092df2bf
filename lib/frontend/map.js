/* Draws the municipalities once, and recolours them whenever the dashboard says so.
 *
 * The shapes come from a script of their own (window.placeBoundaries), so the browser fetches
 * them once; a change of filters sends only the class and the words of each municipality.
 * Pan and zoom stay in the browser. A click, Enter or Space tells Streamlit which municipality
 * is chosen; choosing the chosen one again clears it.
 */
(function () {
  "use strict";

  const QUIET = { color: "#b9bec7", weight: 0.8, fillColor: "#ffffff", fillOpacity: 0.55 };
  const EDGE = { color: "#4b5260", weight: 1 };
  const CHOSEN = { color: "#b3005e", weight: 3.5 };
  const HATCHED = "url(#not-known)";
  const SVG = "http://www.w3.org/2000/svg";

  const layers = {};
  let chosen = "";
  let clicks = 0;

  /** The shapes in `window.placeBoundaries`, each a named button where it can be chosen. */
  function draw(map, words) {
    const outlines = L.geoJSON(window.placeBoundaries, {
      style: (shape) => (shape.properties.partner ? { ...EDGE, ...QUIET, ...EDGE } : QUIET),
      onEachFeature: (shape, layer) => prepare(shape, layer, words),
    }).addTo(map);
    addHatching(map);
    Object.values(layers).forEach((layer) => layer.bringToFront());
    Object.entries(layers).forEach(([id, layer]) => makeButton(id, layer));
    keepInView(map, outlines.getBounds());
    map.zoomControl.setPosition("topright");
    label(map.zoomControl._zoomInButton, words.zoomIn);
    label(map.zoomControl._zoomOutButton, words.zoomOut);
    map.attributionControl.setPrefix(false);
  }

  function prepare(shape, layer, words) {
    const { id, name, partner } = shape.properties;
    layer.bindTooltip(partner ? plain(name) : plain(name + "\n" + words.notPartner), {
      sticky: true,
      className: "about",
    });
    layer.options.className = partner ? "place" : "other";
    if (!partner) return;
    layers[id] = layer;
    layer.on("click", () => choose(id));
    layer.on("mouseover", () => id !== chosen && layer.setStyle({ weight: 2.5 }));
    layer.on("mouseout", () => id !== chosen && layer.setStyle(EDGE));
  }

  function makeButton(id, layer) {
    const path = layer.getElement();
    path.setAttribute("tabindex", "0");
    path.setAttribute("role", "button");
    path.dataset.place = id;
    path.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      choose(id);
    });
    path.addEventListener("focus", () => layer.openTooltip());
    path.addEventListener("blur", () => layer.closeTooltip());
  }

  /** Says which municipality is chosen now; the same one again means none. */
  function choose(id) {
    outline(id === chosen ? "" : id);
    clicks += 1;
    window.Streamlit.setComponentValue({ place: chosen, clicks });
  }

  function outline(id) {
    if (layers[chosen]) layers[chosen].setStyle(EDGE);
    chosen = id;
    Object.entries(layers).forEach(([each, layer]) =>
      layer.getElement().setAttribute("aria-pressed", String(each === chosen))
    );
    if (layers[chosen]) layers[chosen].setStyle(CHOSEN).bringToFront();
  }

  /** `shown.places`: {id: [class or state, words]}; `shown.colours`: one colour a class. */
  function recolour(shown) {
    Object.entries(shown.places).forEach(([id, [kind, text]]) => {
      const layer = layers[id];
      if (!layer) return;
      layer.setStyle(fill(kind, shown.colours));
      layer.setTooltipContent(plain(text));
      const path = layer.getElement();
      path.setAttribute("aria-label", text.replace(/\n/g, ", "));
      path.dataset.kind = kind;
    });
    outline(shown.chosen);
    document.documentElement.dataset.painted = shown.stamp;
  }

  function fill(kind, colours) {
    if (kind === "none") return { fillColor: "#ffffff", fillOpacity: 1 };
    if (kind === "unknown" || kind === "few") return { fillColor: HATCHED, fillOpacity: 1 };
    return { fillColor: colours[kind], fillOpacity: 0.95 };
  }

  /** Grey hatching for what is not known: no class, and not nothing either. */
  function addHatching(map) {
    const svg = map.getPane("overlayPane").querySelector("svg");
    const defs = svg.insertBefore(document.createElementNS(SVG, "defs"), svg.firstChild);
    defs.innerHTML =
      '<pattern id="not-known" width="7" height="7" patternUnits="userSpaceOnUse" ' +
      'patternTransform="rotate(45)"><rect width="7" height="7" fill="#e9ebee"/>' +
      '<rect width="2.2" height="7" fill="#9aa1ab"/></pattern>';
  }

  /** Shows everything until the reader has moved the map; then never moves it again. */
  function keepInView(map, bounds) {
    let moved = false;
    const fit = () => map.invalidateSize({ pan: false }) && !moved && map.fitBounds(bounds, { animate: false });
    fit();
    map.on("dragstart", () => (moved = true));
    map.getContainer().addEventListener("wheel", () => (moved = true), { passive: true });
    map.zoomControl.getContainer().addEventListener("click", () => (moved = true));
    new ResizeObserver(fit).observe(map.getContainer());
  }

  function label(button, words) {
    button.title = words;
    button.setAttribute("aria-label", words);
  }

  /** Text as text: data never becomes markup. */
  function plain(text) {
    const node = document.createElement("span");
    node.textContent = text;
    return node;
  }

  window.placesMap = { draw, recolour };
})();
