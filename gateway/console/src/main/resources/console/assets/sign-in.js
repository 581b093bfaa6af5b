"use strict";

// The code stands behind the #, so that it reaches no log and no server before it is posted.
const code = location.hash.replace(/^#(code=)?/, "");
const signedOut = new URLSearchParams(location.search).has("out");
const refused = new URLSearchParams(location.search).get("refused");
const message = document.getElementById("message");
history.replaceState(null, "", location.pathname);

/** What a sign-in at the operator's issuer did not succeed for. */
const reasons = {
  state: "This sign-in was begun in another window, or too long ago. Begin it again.",
  issuer: "Your company's sign-in did not answer as expected. Try again in a moment; the gateway's log says what went wrong.",
  account: "You are who you say, and your account may not use this console. Ask the person who runs it; the gateway's log says what it lacks.",
};

async function signIn() {
  const answer = await fetch("/console/session", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ code, framed: window.parent !== window }),
  });
  if (answer.ok) {
    location.replace("/console/");
    return;
  }
  const problem = await answer.json().catch(() => ({}));
  message.textContent = problem.detail || "The gateway did not answer as expected.";
}

if (code) {
  signIn().catch(() => {
    message.textContent = "The gateway cannot be reached. Load the page again in a moment, with the link that you were given.";
  });
} else if (refused in reasons) {
  message.textContent = reasons[refused];
} else if ("direct" in message.dataset) {
  message.textContent = signedOut ? "You are signed out." : "You are not signed in.";
} else {
  message.textContent =
    (signedOut ? "You are signed out. " : "You are not signed in. ") +
    "Open the console from the settings of your application, or with a sign-in link; on the gateway's machine: ./rollcall sign-in";
}
