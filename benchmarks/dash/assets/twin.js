/* How the shapes look, by the numbers in the layer's hideout. */
window.twin = {
  style(shape, { hideout }) {
    const value = hideout.values[shape.properties.id] || 0;
    document.documentElement.dataset.painted = hideout.stamp;
    return {
      fillColor: hideout.colours[Math.min(hideout.colours.length - 1, Math.ceil(value / hideout.step))],
      fillOpacity: 0.9,
      color: "#4b5260",
      weight: 1,
    };
  },
  about(shape, layer, context) {
    layer.bindTooltip(() => {
      const value = context.hideout.values[shape.properties.id] || 0;
      const about = document.createElement("span");
      about.textContent = `${shape.properties.name_en}: ${value}`;
      return about;
    });
  },
};
