// Light or dark before the first paint: the reader's choice, else the system's.
(() => {
  const choice = globalThis.__md_get("__palette")?.color ?? { media: "(prefers-color-scheme)" };
  const isSystem = choice.media === "(prefers-color-scheme)";
  const system = matchMedia("(prefers-color-scheme: dark)").matches ? "slate" : "default";
  document.body.dataset.mdColorScheme = isSystem ? system : choice.scheme;
  document.body.dataset.mdColorPrimary = "custom";
  document.body.dataset.mdColorAccent = "custom";
})();
