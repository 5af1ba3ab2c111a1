// What no HTML can do. `/` goes to the search box, as on many sites that engineers know.
document.documentElement.classList.add("js");
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, textarea, select, [contenteditable]")) return;
  const box = document.getElementById("q");
  if (!box) return;
  event.preventDefault();
  box.focus();
  box.select();
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && event.target.matches(".term")) event.target.blur();
});
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) print();
});
// htmx asked for a part of the page and did not get it: let the browser ask, and say what is wrong.
for (const failure of ["htmx:sendError", "htmx:responseError", "htmx:timeout"]) {
  document.addEventListener(failure, (event) => {
    // What the page asked for by itself may fail by itself: the link to it is still there.
    if (!event.target.matches("[data-hx-trigger=load]")) location.assign(event.detail.pathInfo.requestPath);
  });
}
