"use strict";

// The code stands behind the #, so that it reaches no log and no server before it is posted.
const code = location.hash.replace(/^#(code=)?/, "");
const signedOut = new URLSearchParams(location.search).has("out");
const message = document.getElementById("message");
history.replaceState(null, "", location.pathname);

async function signIn() {
  const answer = await fetch("/console/session", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ code }),
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
} else {
  message.textContent =
    (signedOut ? "You are signed out. " : "You are not signed in. ") +
    "Open the console from the settings of your application, or with a sign-in link; on the gateway's machine: ./rollcall sign-in";
}
