/* The static twin: all rows are fetched once, as columns of numbers, and everything else happens
 * in the browser. crossfilter keeps the sums of each municipality and changes them by the rows
 * that come and go.
 */
(async function () {
  "use strict";

  const [about, boundaries, columns] = await Promise.all([
    fetch("about.json").then((answer) => answer.json()),
    fetch("boundaries.geojson").then((answer) => answer.json()),
    fetch("rows.bin").then((answer) => answer.arrayBuffer()),
  ]);
  const money = new Float32Array(columns, 0, about.rows);
  const type = new Uint8Array(columns, 4 * about.rows, about.rows);
  const place = new Uint8Array(columns, 5 * about.rows, about.rows);

  const rows = crossfilter(Uint32Array.from({ length: about.rows }, (_, row) => row));
  const byType = rows.dimension((row) => type[row]);
  const byPlace = rows.dimension((row) => place[row]);
  const sums = {
    activities: byPlace.group().reduceCount(),
    money: byPlace.group().reduceSum((row) => money[row]),
  };
  const chosen = new Set();
  let indicator = "activities";
  let painted = 0;

  const map = L.map("map", { attributionControl: false }).setView([42.57, 20.9], 8);
  const layer = L.geoJSON(boundaries, {
    style: { fillOpacity: 0.9, color: "#4b5260", weight: 1 },
    onEachFeature: (shape, one) => {
      one.bindTooltip(() => plain(`${shape.properties.name_en}: ${value(shape)}`));
      one.on("click", () => show(shape));
    },
  }).addTo(map);
  let values = new Map();

  function value(shape) {
    return values.get(about.places.indexOf(shape.properties.id)) || 0;
  }

  function paint() {
    values = new Map(sums[indicator].all().map(({ key, value }) => [key, value]));
    layer.eachLayer((one) => {
      const kind = Math.ceil(value(one.feature) / about.steps[indicator]);
      one.setStyle({ fillColor: about.colours[Math.min(about.colours.length - 1, kind)] });
    });
    document.documentElement.dataset.painted = String((painted += 1));
  }

  /** One municipality: how much of each type. */
  function show(shape) {
    const wanted = about.places.indexOf(shape.properties.id);
    const counted = new Map();
    for (let row = 0; row < about.rows; row += 1) {
      if (place[row] !== wanted || (chosen.size && !chosen.has(type[row]))) continue;
      const [number, dollars] = counted.get(type[row]) || [0, 0];
      counted.set(type[row], [number + 1, dollars + money[row]]);
    }
    const title = document.createElement("h2");
    title.textContent = shape.properties.name_en;
    const table = document.createElement("table");
    for (const [kind, [number, dollars]] of counted) {
      const line = table.insertRow();
      [about.types[kind], number, Math.round(dollars)].forEach((cell) => (line.insertCell().textContent = cell));
    }
    document.getElementById("profile").replaceChildren(title, table);
  }

  function plain(text) {
    const node = document.createElement("span");
    node.textContent = text;
    return node;
  }

  function ask(kind, name, options, answered) {
    options.forEach(([key, words], place) => {
      const label = document.createElement("label");
      const input = document.createElement("input");
      Object.assign(input, { type: kind, name, checked: kind === "radio" && place === 0 });
      input.addEventListener("change", () => answered(key, input.checked));
      label.append(input, words);
      document.getElementById(name).append(label);
    });
  }

  ask("checkbox", "types", about.types.map((words, code) => [code, words]), (code, checked) => {
    if (checked) chosen.add(code);
    else chosen.delete(code);
    byType.filter(chosen.size ? (each) => chosen.has(each) : null);
    paint();
  });
  ask("radio", "indicator", Object.entries(about.indicators), (key) => {
    indicator = key;
    paint();
  });
  paint();
})();
