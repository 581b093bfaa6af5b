"use strict";

/** Copy buttons: the words of the button say that it worked. */
document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) {
    return;
  }
  try {
    await navigator.clipboard.writeText(button.dataset.copy);
    button.textContent = "Copied";
  } catch {
    const text = button.parentElement.querySelector("code");
    getSelection().selectAllChildren(text);
    button.textContent = "Press Ctrl+C";
  }
  setTimeout(() => (button.textContent = "Copy"), 2000);
});

/** Copies what stands at an address, such as a bundle for support. */
document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy-from]");
  if (!button) {
    return;
  }
  const words = button.textContent;
  try {
    const answer = await fetch(button.dataset.copyFrom);
    if (!answer.ok || answer.redirected) {
      throw new Error(answer.status);
    }
    await navigator.clipboard.writeText(await answer.text());
    button.textContent = "Copied";
  } catch {
    button.textContent = "This did not work; download it";
  }
  setTimeout(() => (button.textContent = words), 2000);
});

/** A file that is chosen is put into the field beside it, so that it is seen what is sent. */
document.addEventListener("change", async (event) => {
  const file = event.target.dataset.into && event.target.files[0];
  if (file) {
    document.getElementById(event.target.dataset.into).value = await file.text();
  }
});

/** A form is sent once, however often its button is pressed. */
document.addEventListener("submit", (event) => {
  if (event.target.method === "post" && !event.target.hasAttribute("hx-post")) {
    if (event.target.dataset.sent) {
      event.preventDefault();
    }
    event.target.dataset.sent = "true";
  }
});

addEventListener("pageshow", () => {
  document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent);
});

/** The list of role assignments: by dragging, and by the buttons beside each. */
const list = document.getElementById("assignments");

function reordered(item) {
  const places = [...list.children];
  document.getElementById("save").hidden = false;
  document.getElementById("moved").textContent =
    item.dataset.name + " is number " + (places.indexOf(item) + 1) + " of " + places.length + " now.";
  markEnds();
  document.getElementById("order").dispatchEvent(new Event("reordered"));
}

function markEnds() {
  const places = [...list.children];
  places.forEach((item, place) => {
    item.querySelectorAll("[data-move]").forEach((button) => {
      button.setAttribute("aria-disabled", place === (button.dataset.move === "up" ? 0 : places.length - 1));
    });
  });
}

if (list && list.querySelector("[data-move]")) {
  markEnds();
  Sortable.create(list, { handle: ".grip", animation: 120, onEnd: (event) => reordered(event.item) });
  list.addEventListener("click", (event) => {
    const button = event.target.closest("[data-move]");
    if (!button || button.getAttribute("aria-disabled") === "true") {
      return;
    }
    const item = button.closest("li");
    const other = button.dataset.move === "up" ? item.previousElementSibling : item.nextElementSibling;
    if (button.dataset.move === "up") {
      list.insertBefore(item, other);
    } else {
      list.insertBefore(other, item);
    }
    button.focus();
    reordered(item);
  });
}

/** In the set-up, the next step opens by itself when the one that was open is done; what somebody opened stays open. */
document.addEventListener("htmx:oobAfterSwap", () => {
  const steps = [...document.querySelectorAll("details.step")];
  const next = steps.find((step) => step.querySelector(".tick.open"));
  if (next && !next.dataset.offered) {
    next.dataset.offered = "true";
    next.open = true;
  }
});

document.querySelectorAll("details.step[open]").forEach((step) => (step.dataset.offered = "true"));

/** In a frame of the operator's own application: the page around it has a bar of its own, and is told how high this one is. */
const frames = document.querySelector('meta[name="frame-origins"]')?.content.split(" ") ?? [];

if (window.parent !== window && frames.length > 0) {
  document.documentElement.classList.add("framed");
  const around = location.ancestorOrigins ? [...location.ancestorOrigins].slice(0, 1) : frames;
  const tell = () => {
    const message = {
      source: "directory-console",
      height: Math.ceil(document.body.getBoundingClientRect().height),
      path: location.pathname + location.search,
      title: document.title,
    };
    around.filter((origin) => frames.includes(origin)).forEach((origin) => window.parent.postMessage(message, origin));
  };
  new ResizeObserver(tell).observe(document.body);
}

/** What follows the gateway says when it cannot, and goes on by itself. */
const lost = document.getElementById("lost");

/** A page is shown as long as the session runs that it was made for. To ask for it is no use of the session, and keeps none alive. */
const main = document.getElementById("main");
const ended = document.getElementById("ended");
const BETWEEN_LOOKS = 120_000;

async function lookForSession() {
  if (!main.dataset.session || document.visibilityState !== "visible") {
    return;
  }
  let answer;
  try {
    answer = await fetch("/console/session", { headers: { "Rollcall-By-Itself": "true" } });
  } catch {
    lost.hidden = false;
    return;
  }
  const session = answer.ok ? await answer.json() : null;
  if (session && session.subject + " " + session.scope !== main.dataset.session) {
    location.reload();
  } else if (session) {
    lost.hidden = true;
    showEnd(false);
  } else if (answer.status === 401) {
    showEnd(true);
  }
}

function showEnd(isOver) {
  if (ended.hidden === isOver) {
    // A page has one heading of the first rank: its own, or this one.
    ended.replaceChildren(isOver ? document.getElementById("end").content.cloneNode(true) : "");
    ended.hidden = !isOver;
    document.documentElement.classList.toggle("ended", isOver);
    document.dispatchEvent(new Event(isOver ? "session-ended" : "session-back"));
  }
}

setInterval(lookForSession, BETWEEN_LOOKS);
document.addEventListener("visibilitychange", lookForSession);
addEventListener("pageshow", (event) => event.persisted && lookForSession());

for (const failure of ["htmx:sendError", "htmx:responseError", "htmx:timeout"]) {
  document.addEventListener(failure, (event) => {
    if (event.detail.xhr?.status === 401) {
      lookForSession();
    } else {
      lost.hidden = false;
    }
  });
}

document.addEventListener("htmx:afterRequest", (event) => {
  if (event.detail.successful) {
    lost.hidden = true;
  }
});

/** A part that follows what happens. Nothing is followed while nobody sees the page: a browser has six connections to a host. */
function follow(part) {
  let stream = null;
  let timer = 0;
  const close = () => {
    clearTimeout(timer);
    stream?.close();
    stream = null;
  };
  const open = () => {
    close();
    if (document.visibilityState !== "visible" || !ended.hidden) {
      return;
    }
    stream = new EventSource(part.dataset.live);
    stream.addEventListener("open", () => (lost.hidden = true));
    stream.addEventListener("now", (event) => htmx.swap(part, event.data, { swapStyle: "innerHTML" }));
    stream.addEventListener("ended", async () => {
      close();
      await lookForSession();
      // The session runs: what was followed is gone, and the page says so.
      if (ended.hidden) {
        location.reload();
      }
    });
    stream.addEventListener("error", () => {
      lost.hidden = false;
      if (stream?.readyState === EventSource.CLOSED) {
        timer = setTimeout(open, 3000);
      }
    });
  };
  document.addEventListener("visibilitychange", open);
  document.addEventListener("session-ended", close);
  document.addEventListener("session-back", open);
  addEventListener("pagehide", close);
  addEventListener("pageshow", open);
}

document.querySelectorAll("[data-live]").forEach(follow);
