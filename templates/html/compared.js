// Next and previous change by key: everything can be read and reached without it.
document.addEventListener("keydown", (event) => {
  if (event.key !== "F8" || event.ctrlKey || event.altKey || event.metaKey) return;
  const changes = [...document.querySelectorAll("[data-change]")].filter((one) => one.getClientRects().length);
  if (!changes.length) return;
  event.preventDefault();
  const here = changes.findIndex((one) => "#" + one.id === decodeURIComponent(location.hash));
  const step = event.shiftKey ? -1 : 1;
  const next = here < 0 ? (step > 0 ? 0 : changes.length - 1) : (here + step + changes.length) % changes.length;
  location.hash = changes[next].id;
  changes[next].scrollIntoView({ block: "center" });
});
