// Leads from page to page within one session: the framework loads nothing anew where it is told that the address has
// changed. Only for pages of the list (.guoban-pages); files, the show and other languages are loaded as ever.
(() => {
  const narrow = 768;

  const listed = (address) =>
    [...document.querySelectorAll(".guoban-pages a")].some((link) => new URL(link.href).pathname === address.pathname);

  const led = (event) => {
    const link = event.target instanceof Element && event.target.closest(".stHtml a[href]");
    const plain = event.button === 0 && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
    if (!link || !plain || event.defaultPrevented || link.target || link.hasAttribute("download")) return null;
    if (!document.querySelector("[data-test-connection-state=CONNECTED]")) return null;
    if (link.closest("[data-testid=stSidebar]") && innerWidth <= narrow) return null;  // loaded anew, the list is folded
    const address = new URL(link.href);
    return address.origin === location.origin && !address.hash && listed(address) ? address : null;
  };

  addEventListener("click", (event) => {
    const address = led(event);
    if (!address) return;
    event.preventDefault();
    history.pushState({}, "", address);
    dispatchEvent(new PopStateEvent("popstate"));
    document.querySelector("[data-testid=stMain]")?.scrollTo(0, 0);
  });
})();
