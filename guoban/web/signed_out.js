// Leads to where people sign in once the server has ended what this page was opened with (guard.py, SESSION_ENDED).
(() => {
  const ended = 4401, cutWithoutWord = 1006;
  const Plain = window.WebSocket;
  const leave = () => {
    location.assign(`/login?next=${encodeURIComponent(location.pathname + location.search)}`);
  };
  const refused = async () => {
    const answer = await fetch("/_stcore/health", { cache: "no-store" }).catch(() => null);
    return answer?.status === 401;
  };
  window.WebSocket = class extends Plain {
    constructor(...words) {
      super(...words);
      this.addEventListener("close", async ({ code }) => {
        if (code === ended || (code === cutWithoutWord && (await refused()))) leave();
      });
    }
  };
})();
