// A banner where the data have grown old: the reader's clock against the day of the data.

const LIMIT = 90; // days

export function tellAge() {
  const banner = document.querySelector(".age");
  if (!banner) return;
  const days = Math.floor((Date.now() - Date.parse(banner.dataset.day)) / 86_400_000);
  if (!(days > LIMIT)) return;
  banner.querySelector("span").textContent = `${days} days have passed since`;
  banner.hidden = false;
  document.documentElement.classList.add("aged");
}
