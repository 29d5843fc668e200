// Names for what the theme leaves without one, for those who listen to a page instead of seeing it.
(function () {
  function name(selector, label) {
    document.querySelectorAll(selector).forEach(function (element, index) {
      if (!element.hasAttribute("aria-label")) {
        element.setAttribute("aria-label", index ? label + " " + (index + 1) : label);
      }
    });
  }
  function reach() {
    document.querySelectorAll(".md-typeset__scrollwrap, .highlight pre > code").forEach(function (element) {
      if (element.scrollWidth > element.clientWidth) {
        element.setAttribute("tabindex", "0");
        element.setAttribute("role", "group");
        element.setAttribute("aria-label", element.matches("code") ? "Code" : "Table");
      }
    });
  }
  function apply() {
    name(".md-search[role=dialog]", "Search");
    name(".md-search__output [role=presentation]", "Search results");
    name("nav.md-nav--secondary", "On this page");
    name("nav.md-code__nav", "Actions for code");
    name("nav.md-nav--primary", "Pages");
    reach();
  }
  if (document.readyState === "loading") {
    document.addEventListener("DOMContentLoaded", apply);
  } else {
    apply();
  }
  window.addEventListener("resize", reach);
  new MutationObserver(function (changes) {
    if (changes.some(function (change) { return change.addedNodes.length; })) {
      apply();
    }
  }).observe(document.documentElement, { childList: true, subtree: true });
})();
