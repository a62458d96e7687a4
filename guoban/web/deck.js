// Turns the sheets of a deck into a show: one at a time, by keys, by buttons; saves a sheet as a picture.
// All words stand in the page (data-… of the body), so that they are in its language.
(() => {
  "use strict";

  const body = document.body;
  const sheets = [...document.querySelectorAll("section")];
  const counter = document.querySelector(".bar output");
  const status = document.querySelector("[role=status]");
  const PICTURE = { width: 3840, height: 2160 };
  const STILL_AFTER = 4000;
  let now = 0;
  let waking = 0;

  function show(number) {
    now = Math.min(Math.max(number, 0), sheets.length - 1);
    sheets.forEach((sheet, place) => sheet.classList.toggle("now", place === now));
    counter.textContent = `${now + 1} / ${sheets.length}`;
    status.textContent = `${counter.textContent} ${sheets[now].querySelector("h2").textContent}`;
    history.replaceState(null, "", "#" + encodeURIComponent(sheets[now].dataset.key));
  }

  function named(hash) {
    let key = "";
    try { key = decodeURIComponent(hash.slice(1)); } catch { return 0; }
    return Math.max(0, sheets.findIndex((sheet) => sheet.dataset.key === key));
  }

  function wake() {
    body.classList.remove("still");
    clearTimeout(waking);
    waking = setTimeout(() => body.classList.add("still"), STILL_AFTER);
  }

  function fullScreen() {
    if (document.fullscreenElement) document.exitFullscreen();
    else document.documentElement.requestFullscreen().catch(() => { status.textContent = body.dataset.noFullScreen; });
  }

  function leave() {
    if (document.fullscreenElement) document.exitFullscreen();
    else location.assign(document.querySelector("[data-does=leave]").href);
  }

  // A sheet is one whole drawing, so the browser paints it as large as it is asked to, with the fonts it has.
  async function savePicture() {
    const sheet = sheets[now];
    const drawing = sheet.querySelector("svg").cloneNode(true);
    drawing.setAttribute("width", PICTURE.width);
    drawing.setAttribute("height", PICTURE.height);
    const address = URL.createObjectURL(
      new Blob([new XMLSerializer().serializeToString(drawing)], { type: "image/svg+xml" }));
    try {
      const canvas = Object.assign(document.createElement("canvas"), PICTURE);
      canvas.getContext("2d").drawImage(await loaded(address), 0, 0, PICTURE.width, PICTURE.height);
      const painted = await new Promise((done, failed) =>
        canvas.toBlob((blob) => (blob ? done(blob) : failed(new Error("no picture"))), "image/png"));
      offer(await stamped(painted, sheet.dataset.stamp), `${sheet.dataset.file}.png`);
      status.textContent = body.dataset.saved;
    } catch {
      status.textContent = body.dataset.notSaved;
      alert(body.dataset.notSaved);
    } finally {
      URL.revokeObjectURL(address);
    }
  }

  function loaded(address) {
    return new Promise((done, failed) => {
      const image = new Image();
      image.onload = () => done(image);
      image.onerror = () => failed(new Error("no drawing"));
      image.src = address;
    });
  }

  function offer(blob, name) {
    const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(blob), download: name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  }

  // What stands at the foot of a sheet goes into the file as text too (PNG's iTXt), right behind its head of 33 bytes.
  async function stamped(blob, words) {
    const text = new TextEncoder().encode(`iTXtDescription\0\0\0\0\0${words}`);
    const chunk = new DataView(new ArrayBuffer(text.length + 8));
    chunk.setUint32(0, text.length - 4);
    new Uint8Array(chunk.buffer).set(text, 4);
    chunk.setUint32(text.length + 4, checksum(text));
    return new Blob([blob.slice(0, 33), chunk.buffer, blob.slice(33)], { type: "image/png" });
  }

  function checksum(bytes) {
    let sum = 0xffffffff;
    for (const byte of bytes) {
      sum ^= byte;
      for (let bit = 0; bit < 8; bit++) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
    }
    return (sum ^ 0xffffffff) >>> 0;
  }

  const DOES = {
    previous: () => show(now - 1),
    next: () => show(now + 1),
    first: () => show(0),
    last: () => show(sheets.length - 1),
    full: fullScreen,
    save: savePicture,
    leave,
  };
  const KEYS = {
    ArrowRight: "next", ArrowDown: "next", PageDown: "next", " ": "next", Enter: "next",
    ArrowLeft: "previous", ArrowUp: "previous", PageUp: "previous", Backspace: "previous",
    Home: "first", End: "last", f: "full", s: "save", Escape: "leave",
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("button, a") && (event.key === " " || event.key === "Enter")) return;
    if (event.key === "Tab") wake();
    const does = KEYS[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!does) return;
    event.preventDefault();
    DOES[does]();
  });
  document.querySelector(".bar").addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    DOES[button.dataset.does]();
    if (event.detail) button.blur();  // clicked, not pressed by a key: the bar may go again
  });
  for (const moved of ["mousemove", "touchstart"]) document.addEventListener(moved, wake, { passive: true });
  window.addEventListener("hashchange", () => show(named(location.hash)));

  body.classList.add("playing");
  show(named(location.hash));
  wake();
})();
