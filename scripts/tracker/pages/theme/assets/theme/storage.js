// @ts-check
// What the theme expects to find before its own script runs: the reader's settings, kept per site.
(() => {
  const script = /** @type {HTMLScriptElement} */ (document.currentScript);
  const scope = new URL(`${script.dataset.base}/`, location.href);
  const name = (/** @type {string} */ key, /** @type {URL} */ base) => `${base.pathname}.${key}`;
  Object.assign(globalThis, {
    __md_scope: scope,
    __md_hash: (/** @type {string} */ text) =>
      [...text].reduce((sum, letter) => (Math.imul(sum, 31) + (letter.codePointAt(0) ?? 0)) | 0, 0),
    __md_get: (/** @type {string} */ key, /** @type {Storage | undefined} */ storage, base = scope) => {
      try {
        return JSON.parse((storage ?? localStorage).getItem(name(key, base)) ?? "null");
      } catch {
        return null; // where cookies are blocked the very name of the storage throws
      }
    },
    __md_set: (
      /** @type {string} */ key,
      /** @type {unknown} */ value,
      /** @type {Storage | undefined} */ storage,
      base = scope,
    ) => {
      try {
        (storage ?? localStorage).setItem(name(key, base), JSON.stringify(value));
      } catch {
        // A reader who allows no storage reads on without settings.
      }
    },
  });
})();
