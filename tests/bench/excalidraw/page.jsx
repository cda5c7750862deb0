import { exportToCanvas, restore } from "@excalidraw/excalidraw";

window.EXCALIDRAW_ASSET_PATH = "/";

// Paints a drawing or a library as Excalidraw exports it: opened as a file is, without what is deleted.
window.paint = async (text) => {
  const told = JSON.parse(text);
  const items = told.libraryItems ?? (told.library ?? []).map((elements) => ({ elements }));
  const raw = told.elements ?? items.flatMap((item) => item.elements);
  const options = { refreshDimensions: false, repairBindings: true };
  const opened = restore({ elements: raw, appState: told.appState, files: told.files }, null, null, options);
  const canvas = await exportToCanvas({
    elements: opened.elements.filter((each) => !each.isDeleted),
    appState: { ...opened.appState, exportBackground: true, viewBackgroundColor: "#ffffff" },
    files: told.files ?? {},
    exportPadding: 20,
  });
  const pixels = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  return { url: canvas.toDataURL("image/png"), width: canvas.width, height: canvas.height, pixels };
};

// The share of pixels, in percent, in which the pictures of two files differ; 100 where they differ in size.
window.compare = async (one, two) => {
  const [before, after] = [await window.paint(one), await window.paint(two)];
  if (before.width !== after.width || before.height !== after.height) return { percent: 100, before, after };
  const a = new Uint32Array(before.pixels.data.buffer), b = new Uint32Array(after.pixels.data.buffer);
  let other = 0;
  for (let place = 0; place < a.length; place++) other += a[place] === b[place] ? 0 : 1;
  return { percent: (100 * other) / a.length, urls: [before.url, after.url] };
};
