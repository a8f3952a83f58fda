/* The map of a page: areas, streets and houses, coloured by the values that Python sends.

   Geometry is public and comes from its own address, fetched once; a change sends values alone. The map itself
   stays: a rerun of the page calls this again with the same element. */

const fetched = new Map(); // address -> GeoJSON on its way
const standing = new WeakMap(); // the component's element -> its screen on its way
const address = (path) => new URL(path, document.baseURI).href;

const OUTSIDE = -2;
const UNKNOWN = -1;
const HOUSE = "house";

export default async function draw({ parentElement, data, setTriggerValue }) {
  if (!standing.has(parentElement)) standing.set(parentElement, begin(parentElement, data.assets));
  const screen = await standing.get(parentElement);
  await screen.show(data, (place) => setTriggerValue("chosen", place));
  // Streamlit also lets go of a call that a newer one overtook; the map goes only when its element went.
  return () => setTimeout(() => parentElement.isConnected || screen.remove());
}

async function begin(parentElement, assets) {
  const [library, side] = await Promise.all([
    import(address(assets.library)),
    import(address(assets.side)),
    ...["library_style", "style"].map((name) => styled(parentElement, address(assets[name]))),
  ]);
  library.setWorkerUrl(address(assets.worker));
  return new Screen(parentElement, library, side);
}

function styled(parentElement, href) {
  const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href });
  return new Promise((done) => {
    link.onload = link.onerror = done;
    parentElement.append(link);
  });
}

function geometry(path) {
  const at = address(path);
  if (!fetched.has(at)) {
    const coming = fetch(at).then((answer) => {
      if (!answer.ok) throw new Error(`${answer.status} for ${at}`);
      return answer.json();
    });
    coming.catch(() => fetched.delete(at)); // so that it is tried again
    fetched.set(at, coming);
  }
  return fetched.get(at);
}

const collection = (features) => ({ type: "FeatureCollection", features });
const point = (code, name, at) => ({
  type: "Feature",
  properties: { code, name },
  geometry: { type: "Point", coordinates: at },
});

class Screen {
  constructor(parentElement, library, side) {
    this.library = library;
    this.unpacked = side.unpacked;
    this.side = new side.Side(parentElement, {
      onMonth: () => this.colour(),
      onChoose: (place) => this.choose(place),
      onPoint: (code) => this.point(code),
    });
    this.turn = 0;
  }

  async show(data, choose) {
    const turn = ++this.turn;
    const wanted = [this.unpacked(data.values, data.months.length), ...[data.ground, ...data.geo].map((at) => at && geometry(at))];
    const [values, ground, ...files] = await Promise.all(wanted);
    this.map ??= this.open(data);
    await this.map?.opened;
    if (turn !== this.turn) return; // a newer change overtook this one
    const features = files.flatMap((file) => file.features);
    const houses = (data.houses?.at ?? []).map((at, i) => point(String(i), data.houses.names[i], at));
    this.data = data;
    this.choose = (place) => choose(place);
    this.places = data.kind === HOUSE ? houses : features.filter((_, i) => data.inside[i] !== " ");
    this.side.show(data, values, this.places);
    if (!this.map) return;
    const dark = this.side.isDark();
    const drawn = JSON.stringify([data.geo, data.ground, data.kind, data.houses?.at]);
    if (drawn !== this.drawn) this.fill(features, houses, ground, data.kind);
    this.drawn = drawn;
    this.paint(data, dark);
    this.colour(true);
    if (data.focus !== this.focus && this.frame(this.focus === undefined)) this.focus = data.focus;
  }

  /* A browser without WebGL keeps the list, which says the same. */
  open(data) {
    const words = data.words;
    try {
      const map = new this.library.Map({
        container: this.side.place,
        style: { version: 8, sources: {}, layers: [] },
        attributionControl: false,
        dragRotate: false,
        pitchWithRotate: false,
        maxZoom: 19,
        fadeDuration: 0,
        cooperativeGestures: matchMedia("(pointer: coarse)").matches,
        locale: {
          "Map.Title": words.map,
          "NavigationControl.ZoomIn": words.zoom_in,
          "NavigationControl.ZoomOut": words.zoom_out,
          "CooperativeGesturesHandler.MobileHelpText": words.two_fingers,
        },
      });
      map.touchZoomRotate.disableRotation();
      map.keyboard.disableRotation();
      map.addControl(new this.library.NavigationControl({ showCompass: false }), "top-right");
      map.opened = new Promise((done) => map.once("style.load", done)).then(() => this.furnish(map));
      map.on("error", () => {}); // a background tile that does not come is no news
      return map;
    } catch {
      this.side.withoutMap(words.no_map);
      return undefined;
    }
  }

  /* Sources and layers, once; what they hold and how they look comes with each change. */
  furnish(map) {
    for (const id of ["ground", "shapes", "names"]) {
      map.addSource(id, { type: "geojson", data: collection([]), promoteId: "code" });
    }
    const state = (name, otherwise) => ["coalesce", ["feature-state", name], otherwise];
    const only = (type) => ["==", ["geometry-type"], type];
    const hatched = ["case", ["==", state("class", OUTSIDE), UNKNOWN], 1, 0];
    const hot = ["case", ["boolean", state("hot", false), false], 4, 0];
    map.addLayer({ id: "ground", type: "fill", source: "ground" });
    map.addLayer({ id: "ground-border", type: "line", source: "ground", paint: { "line-width": 1 } });
    map.addLayer({ id: "area", type: "fill", source: "shapes", filter: only("Polygon") });
    map.addLayer({ id: "hatch", type: "fill", source: "shapes", filter: only("Polygon"), paint: { "fill-opacity": hatched } });
    map.addLayer({ id: "border", type: "line", source: "shapes", filter: only("Polygon"), paint: { "line-width": 1 } });
    const wide = ["interpolate", ["exponential", 1.6], ["zoom"], 12, 2, 15, 6, 18, 16];
    const street = { source: "shapes", type: "line", filter: only("LineString"), layout: { "line-cap": "round", "line-join": "round" } };
    const casing = ["interpolate", ["exponential", 1.6], ["zoom"], 12, 3.5, 15, 8, 18, 19];
    map.addLayer({ ...street, id: "street-edge", paint: { "line-width": casing } });
    map.addLayer({ ...street, id: "street", paint: { "line-width": wide } });
    map.addLayer({ ...street, id: "street-hatch", layout: {}, paint: { "line-width": wide, "line-dasharray": [0.4, 0.6], "line-opacity": hatched } });
    map.addLayer({ id: "hot", type: "line", source: "shapes", paint: { "line-width": hot } });
    map.addLayer({ id: "circle", type: "circle", source: "names" });
    map.addLayer({
      id: "name", type: "symbol", source: "names",
      layout: { "text-field": ["get", "name"], "text-size": 13, "text-font": ["sans-serif"], "text-padding": 6, "text-max-width": 8 },
      paint: { "text-halo-width": 1.6 },
    });
    const reached = ["area", "street", "street-edge", "circle"];
    const under = (event) => map.queryRenderedFeatures(
      [[event.point.x - 3, event.point.y - 3], [event.point.x + 3, event.point.y + 3]], { layers: reached },
    ).map((feature) => String(feature.properties.code)).find((code) => this.side.has(code));
    map.on("mousemove", (event) => this.point(under(event), event.point));
    map.on("mouseout", () => this.point());
    map.on("moveend", () => {
      const { lng, lat } = map.getCenter();
      this.side.place.dataset.view = [lng, lat, map.getZoom()].map((value) => value.toFixed(5)).join(" ");
    });
    map.on("click", (event) => {
      const code = under(event);
      if (code !== undefined && this.data.kind !== HOUSE) this.choose({ kind: this.data.kind, code });
    });
  }

  fill(features, houses, ground, kind) {
    this.map.removeFeatureState({ source: "shapes" });
    this.map.removeFeatureState({ source: "names" });
    this.map.getSource("ground").setData(ground || collection([]));
    this.map.getSource("shapes").setData(collection(features));
    const inside = new Set(this.places.map((place) => place.properties.code));
    const named = features.filter(({ properties }) => properties.at && inside.has(properties.code));
    const names = named.map(({ properties: { code, name, at } }) => point(code, name, at));
    this.map.getSource("names").setData(collection(kind === HOUSE ? houses : names));
  }

  paint(data, dark) {
    const { map } = this;
    const colours = data.colours[dark ? "dark" : "light"];
    const state = ["coalesce", ["feature-state", "class"], OUTSIDE];
    const by = (list, otherwise) => ["match", state, ...list.flatMap((item, i) => [i, item]), otherwise];
    const counts = data.circles.length > 0;
    const clear = data.background ? 0.75 : 1;
    const set = (layer, property, value) => map.setPaintProperty(layer, property, value);
    const hatch = this.side.hatch(colours);
    if (map.hasImage("hatch")) map.updateImage("hatch", hatch);
    else map.addImage("hatch", hatch, { pixelRatio: 2 });
    set("ground", "fill-color", colours.ground);
    set("ground", "fill-opacity", data.background ? 0 : 1);
    set("ground-border", "line-color", colours.line);
    const plain = counts ? colours.scale.map(() => colours.ground) : colours.scale;
    set("area", "fill-color", by(plain, colours.ground));
    set("area", "fill-opacity", data.background ? ["case", ["==", state, OUTSIDE], 0, clear] : 1);
    set("hatch", "fill-pattern", "hatch");
    set("border", "line-color", ["case", ["==", state, OUTSIDE], colours.line, colours.border]);
    set("street-edge", "line-color", colours.border);
    set("street-edge", "line-opacity", ["case", ["==", state, OUTSIDE], 0, 1]);
    set("street", "line-color", ["match", state, OUTSIDE, colours.line, ...plain.flatMap((c, i) => [i, c]), colours.ground]);
    set("street-hatch", "line-color", colours.quiet);
    set("hot", "line-color", colours.ink);
    set("circle", "circle-radius", counts ? by(data.circles, 0) : 0);
    set("circle", "circle-color", by(colours.scale, colours.ground));
    set("circle", "circle-opacity", by(colours.scale.map((_, i) => (i ? 0.85 : 1)), 0));
    set("circle", "circle-stroke-width", counts ? by(data.circles.map(() => 1.5), 0) : 0);
    set("circle", "circle-stroke-color", colours.edge);
    set("name", "text-color", colours.ink);
    set("name", "text-halo-color", colours.halo);
    const beside = counts || data.kind === "street"; // a name covers an area, but neither circle nor line
    const anchors = data.kind === "street" ? ["top", "left", "right", "bottom"] : [beside ? "top" : "center"];
    map.setLayoutProperty("name", "text-variable-anchor", anchors);
    map.setLayoutProperty("name", "text-radial-offset", counts ? 1.6 : beside ? 0.7 : 0);
    this.under(data);
  }

  /* PDOK's grey map below ours, asked for only when somebody chose it. */
  under({ background, words }) {
    const { map } = this;
    if (background && !map.getSource("background")) {
      map.addSource("background", { type: "raster", tiles: [background], tileSize: 256, maxzoom: 19 });
      map.addLayer({ id: "background", type: "raster", source: "background" }, "ground");
    } else if (!background && map.getSource("background")) {
      map.removeLayer("background");
      map.removeSource("background");
    }
    this.side.credit(background ? words.credit : "");
  }

  /* The chosen month's class of every place. */
  colour(afresh) {
    if (!this.map || !this.data) return;
    if (afresh) for (const source of ["shapes", "names"]) this.map.removeFeatureState({ source });
    this.side.classes().forEach((value, code) => {
      for (const source of ["shapes", "names"]) this.map.setFeatureState({ source, id: code }, { class: value });
    });
  }

  point(code, at) {
    if (code !== this.hot && this.map) {
      const mark = (id, hot) => id !== undefined && this.map.setFeatureState({ source: "shapes", id }, { hot });
      mark(this.hot, false);
      mark(code, true);
      this.map.getCanvas().style.cursor = code === undefined ? "" : "pointer";
    }
    this.hot = code;
    this.side.tell(at && code, at);
  }

  /* Everything of the chosen place within sight. */
  frame(atOnce) {
    const bounds = new this.library.LngLatBounds();
    const add = (at) => (typeof at[0] === "number" ? bounds.extend(at) : at.forEach(add));
    this.places.forEach((place) => add(place.geometry.coordinates));
    if (bounds.isEmpty()) return false;
    const still = atOnce || matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.map.fitBounds(bounds, { padding: 32, maxZoom: 17.5, animate: !still, duration: 600 });
    return true;
  }

  remove() {
    this.side.stop();
    this.map?.remove();
    this.map = undefined;
  }
}
