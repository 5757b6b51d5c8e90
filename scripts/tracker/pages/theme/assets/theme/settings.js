// @ts-check
// The reader's settings before the first paint: where the theme keeps them, and light or dark. The theme's own switch
// makes the browser style the whole page four more times while it starts, so this one does its work.
(() => {
  const script = /** @type {HTMLScriptElement} */ (document.currentScript);
  const scope = new URL(`${script.dataset.base}/`, location.href);
  /**
   * @param {string} key
   * @param {Storage} [storage]
   * @param {URL} [base]
   */
  function get(key, storage, base = scope) {
    try {
      return JSON.parse((storage ?? localStorage).getItem(`${base.pathname}.${key}`) ?? "null");
    } catch {
      return null; // where cookies are blocked the very name of the storage throws
    }
  }
  /**
   * @param {string} key
   * @param {unknown} value
   * @param {Storage} [storage]
   * @param {URL} [base]
   */
  function set(key, value, storage, base = scope) {
    try {
      (storage ?? localStorage).setItem(`${base.pathname}.${key}`, JSON.stringify(value));
    } catch {
      // A reader who allows no storage reads on without settings.
    }
  }
  const hash = (/** @type {string} */ text) =>
    [...text].reduce((sum, letter) => (Math.imul(sum, 31) + (letter.codePointAt(0) ?? 0)) | 0, 0);
  Object.assign(globalThis, { __md_scope: scope, __md_hash: hash, __md_get: get, __md_set: set });

  const KEY = "__palette";
  const SYSTEM = "light dark";
  const scheme = /** @type {HTMLMetaElement} */ (document.querySelector("meta[name=color-scheme]"));
  const form = /** @type {HTMLFormElement} */ (document.querySelector("form[data-palette]"));
  const choices = [...form.querySelectorAll("input")];
  const system = matchMedia("(prefers-color-scheme: dark)");
  const place = () => Math.max(0, choices.findIndex((choice) => choice.checked));
  const draw = () => {
    const choice = choices[place()]?.dataset;
    const isSystem = choice?.mdColorMedia === "(prefers-color-scheme)";
    const isDark = isSystem ? system.matches : choice?.mdColorScheme === "slate";
    document.body.dataset.mdColorScheme = isDark ? "slate" : "default";
    if (!isSystem || scheme.content !== SYSTEM) scheme.content = isSystem ? SYSTEM : isDark ? "dark" : "light";
    for (const [index, label] of form.querySelectorAll("label").entries()) label.hidden = index !== place();
  };
  const chosen = choices[get(KEY)?.index ?? 0];
  if (chosen) chosen.checked = true;
  draw();
  form.addEventListener("change", () => {
    set(KEY, { index: place() });
    draw();
  });
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    const next = choices[(place() + 1) % choices.length];
    next?.click();
    next?.focus();
  });
  system.addEventListener("change", draw);
  // As the theme does when the whole page is there, which would be styled again.
  document.documentElement.className = "js js-focus-visible";
})();
