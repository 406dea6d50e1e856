// Sets the colours before anything is drawn, so that a dark page does not flash white.
(function () {
  var wanted = null;
  try {
    wanted = localStorage.getItem("assay-theme");
  } catch (denied) {
    // Without storage the system decides.
    wanted = null;
  }
  var dark =
    wanted === "dark" ||
    (wanted !== "light" && window.matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.setAttribute("data-mantine-color-scheme", dark ? "dark" : "light");
})();
