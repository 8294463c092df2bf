/* Draws the municipalities once, and paints them anew whenever the dashboard says so.
 *
 * The shapes come from a script of their own (window.placeBoundaries), so the browser fetches
 * them once; a change of filters sends only what each municipality looks like and its words.
 * Pan and zoom stay in the browser. A click, Enter or Space tells Streamlit which municipality
 * is chosen; choosing the chosen one again clears it. The same shapes are the map's areas, the
 * ground below its circles, and its tiles (shapes.js): one set of buttons for all of them.
 */
(function () {
  "use strict";

  const QUIET = { color: "#b9bec7", weight: 0.8, fillColor: "#ffffff", fillOpacity: 0.55 };
  const EDGE = { color: "#4b5260", weight: 1 };
  const PATTERNS = { unknown: "url(#not-known)", few: "url(#too-few)" };
  const SVG = "http://www.w3.org/2000/svg";

  const ours = (window.placesMap = { draw, recolour, show, paint, plain, named });
  /** The shapes that can be chosen, and all of them. */
  const layers = {};
  const every = [];
  let chosen = "";
  let outlined = null;
  let focused = null;
  let clicks = 0;
  let said = null;

  /** The shapes in `window.placeBoundaries`, in the words of `window.placeWords`, each a named button where it can be chosen. */
  function draw(map, frame) {
    const words = window.placeWords;
    ours.map = map;
    name(words, frame);
    if (window.matchMedia("(prefers-reduced-motion: reduce)").matches) map._zoomAnimated = map.options.inertia = false;
    fitFrame();
    L.geoJSON(window.placeBoundaries, {
      style: (shape) => (shape.properties.partner ? { ...EDGE, ...QUIET, ...EDGE } : QUIET),
      onEachFeature: (shape, layer) => prepare(shape, layer, words),
    }).addTo(map);
    addPatterns(map);
    Object.values(layers).forEach((layer) => layer.bringToFront());
    Object.entries(layers).forEach(([id, layer]) => makeButton(id, layer));
    // what cannot be chosen is no stop for the keyboard
    map.getPane("overlayPane").querySelectorAll("path.other").forEach((path) => path.setAttribute("tabindex", "-1"));
    ours.labels.add(map, every);
    ours.shapes.prepare(map, every, layers, choose);
    ours.ahead.prepare(words.ahead);
    keepInView(map);
    map.zoomControl.setPosition("topright");
    label(map.zoomControl._zoomInButton, words.zoomIn);
    label(map.zoomControl._zoomOutButton, words.zoomOut);
    map.attributionControl.setPrefix(false);
    // Leaflet takes the focus when the mouse is pressed: were the page scrolled by it, the click would miss
    const container = map.getContainer();
    container.focus = () => HTMLElement.prototype.focus.call(container, { preventScroll: true });
  }

  /** Says what the frame is and in which language, lets it be enlarged, and makes room for what is
   *  read aloud. */
  function name(words, frame) {
    document.documentElement.lang = words.tag;
    window.frameElement?.setAttribute("aria-label", frame);
    document.querySelectorAll("meta[name=viewport]").forEach((meta) => meta.remove());
    said = document.body.appendChild(document.createElement("p"));
    said.className = "said chosen";
    said.setAttribute("aria-live", "polite");
    said.dataset.ask = words.ask;
    said.dataset.none = words.none;
  }

  function prepare(shape, layer, words) {
    const { id, name, partner } = shape.properties;
    layer.bindTooltip(partner ? plain(name) : plain(name + "\n" + words.notPartner), {
      sticky: true,
      className: "about",
    });
    layer.options.className = partner ? "place" : "other";
    every.push(layer);
    if (!partner) return;
    layers[id] = layer;
    layer.on("click", () => choose(id));
    layer.on("mouseover", () => layer.setStyle({ weight: 2.5 }));
    layer.on("mouseout", () => layer.setStyle(EDGE));
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
    path.addEventListener("focus", () => {
      layer.openTooltip();
      // above circles and neighbours, which would hide a line of the shape's own
      if (path.matches(":focus-visible")) focused = ours.shapes.focusLine(layer).addTo(ours.map);
    });
    path.addEventListener("blur", () => {
      layer.closeTooltip();
      focused?.remove();
      focused = null;
    });
  }

  /** Says which municipality is chosen now; the same one again means none. */
  function choose(id) {
    outline(id === chosen ? "" : id);
    const now = chosen ? layers[chosen].getElement().getAttribute("aria-label") : said.dataset.none;
    said.textContent = `${said.dataset.ask}: ${now}`;
    clicks += 1;
    window.Streamlit.setComponentValue({ place: chosen, clicks });
  }

  function outline(id) {
    if (outlined) outlined.remove();
    chosen = id;
    Object.entries(layers).forEach(([each, layer]) =>
      layer.getElement().setAttribute("aria-pressed", String(each === chosen))
    );
    // a line of its own: raising the shape itself would take the keyboard's focus from it
    outlined = ours.shapes.outline(chosen)?.addTo(ours.map);
  }

  /** The dashboard's answer to a click. */
  function recolour(shown) {
    if (ours.ahead.take(shown)) show(shown);
    else clicks = Math.max(clicks, shown.clicks);
  }

  /** `shown.places`: {id: [class, radius or state, words]}; `shown.colours`: one a class. */
  function show(shown) {
    const moved = ours.shapes.take(shown.drawn);
    ours.years.offer(shown);
    if (moved) ours.refit();
    // an answer to an earlier click must not undo a later one
    outline(shown.clicks >= clicks ? shown.chosen : chosen);
    clicks = Math.max(clicks, shown.clicks);
    document.documentElement.dataset.painted = shown.stamp;
  }

  /** `places` as above; `room`: see labels.js; `glide`: circles grow and shrink, not jump. */
  function paint(places, { colours, inks, room }, glide = false) {
    Object.entries(places).forEach(([id, [kind, text]]) => {
      const layer = layers[id];
      if (!layer) return;
      layer.setStyle(ours.shapes.ground(kind) || fill(kind, colours));
      const said = named(layer, text);
      layer.setTooltipContent(plain(said));
      const path = layer.getElement();
      path.setAttribute("aria-label", said.replace(/\n/g, ", "));
      path.dataset.kind = kind;
    });
    ours.shapes.paint(places, colours, glide);
    ours.labels.arrange(places, inks, room);
  }

  /** What is said of a municipality, under its name. */
  function named(layer, text) {
    return `${layer.feature.properties.name}\n${text}`;
  }

  function fill(kind, colours) {
    if (kind === "none") return { fillColor: "#ffffff", fillOpacity: 1 };
    if (kind in PATTERNS) return { fillColor: PATTERNS[kind], fillOpacity: 1 };
    return { fillColor: colours[kind], fillOpacity: 0.95 };
  }

  /** Grey hatching for what is not known, dots for too few: no class, and not nothing either. */
  function addPatterns(map) {
    const svg = map.getPane("overlayPane").querySelector("svg");
    const defs = svg.insertBefore(document.createElementNS(SVG, "defs"), svg.firstChild);
    defs.innerHTML =
      '<pattern id="not-known" width="7" height="7" patternUnits="userSpaceOnUse" ' +
      'patternTransform="rotate(45)"><rect width="7" height="7" fill="#e9ebee"/>' +
      '<rect width="2.2" height="7" fill="#9aa1ab"/></pattern>' +
      '<pattern id="too-few" width="6" height="6" patternUnits="userSpaceOnUse">' +
      '<rect width="6" height="6" fill="#e9ebee"/><circle cx="3" cy="3" r="1.4" fill="#9aa1ab"/></pattern>';
  }

  /** On a narrow screen the map is about as high as it is wide, not a tall box with empty bands.
   *  What stands below it has room of its own. */
  function fitFrame() {
    const setHeight = window.Streamlit.setFrameHeight;
    let wanted = 0;
    window.Streamlit.setFrameHeight = (height) => {
      wanted = height || wanted;
      const below = ours.years.height();
      document.documentElement.style.setProperty("--below", `${below}px`);
      setHeight(Math.min(wanted, Math.round(window.innerWidth * 1.1)) + below);
    };
    ours.fitFrame = () => window.Streamlit.setFrameHeight(wanted);
    window.addEventListener("resize", ours.fitFrame);
  }

  /** Shows everything until the reader has moved the map; then never moves it again, unless it
   *  takes another form. */
  function keepInView(map) {
    let moved = false;
    const fit = () =>
      map.invalidateSize({ pan: false }) && !moved && map.fitBounds(ours.shapes.bounds(), { animate: false });
    ours.refit = () => {
      moved = false;
      fit();
    };
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
})();
