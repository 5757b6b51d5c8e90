// @ts-check
// Light or dark before the first paint: the reader's choice, else the system's.
(() => {
  const settings = /** @type {any} */ (globalThis); // storage.js has put the theme's functions there
  const choice = settings.__md_get("__palette")?.color ?? { media: "(prefers-color-scheme)" };
  const isSystem = choice.media === "(prefers-color-scheme)";
  const system = matchMedia("(prefers-color-scheme: dark)").matches ? "slate" : "default";
  document.body.dataset.mdColorScheme = isSystem ? system : choice.scheme;
  document.body.dataset.mdColorPrimary = "custom";
  document.body.dataset.mdColorAccent = "custom";
})();
