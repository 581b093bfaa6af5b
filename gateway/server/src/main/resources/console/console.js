"use strict";

const PAGE = 100;
const byId = (id) => document.getElementById(id);

let organization = "";
let next = null;

/** Gets JSON from the admin API; without a session the sign-in page is shown. */
async function get(path) {
  const answer = await fetch(path, { headers: { Accept: "application/json" } });
  if (answer.status === 401) {
    location.replace("/console/sign-in");
    return new Promise(() => {});
  }
  const body = await answer.json();
  if (!answer.ok) {
    const failure = new Error(body.detail || "The gateway answered with status " + answer.status + ".");
    failure.status = answer.status;
    throw failure;
  }
  return body;
}

function element(tag, text, className) {
  const made = document.createElement(tag);
  made.textContent = text;
  if (className) {
    made.className = className;
  }
  return made;
}

function showOrganization(body) {
  document.title = body.name + " - Rollcall";
  byId("name").textContent = body.name;
  const seats = byId("seats");
  const number = new Intl.NumberFormat();
  for (const [label, value] of [
    ["In use", body.seats.used],
    ["Purchased", body.seats.purchased],
    ["Members", body.members],
  ]) {
    const pair = document.createElement("div");
    pair.append(element("dt", label), element("dd", number.format(value)));
    seats.append(pair);
  }
}

function showDirectories(body) {
  for (const directory of body.items) {
    const card = document.createElement("li");
    const head = element("h3", directory.name);
    head.append(" ", element("span", directory.state, "badge " + directory.state));
    card.append(head, element("p", "SCIM base URL", "label"), element("code", directory.scimUrl));
    const health = element("p", "", "health");
    card.append(health);
    byId("directories").append(card);
    get(organization + "/directories/" + directory.id + "/health")
      .then((seen) => {
        health.textContent = seen.message;
        health.classList.add(seen.state);
      })
      .catch(complain);
  }
}

function cell(row, label, text, className) {
  const made = element("td", text, className);
  made.dataset.label = label;
  row.append(made);
}

function showMembers(body) {
  for (const member of body.items) {
    const row = document.createElement("tr");
    const who = document.createElement("td");
    who.dataset.label = "Member";
    who.append(element("strong", member.displayName), element("span", member.email, "mail"));
    row.append(who);
    cell(row, "Role", member.role);
    cell(row, "Status", member.status, "status " + member.status);
    cell(row, "Seat", member.seat ? "yes" : "no");
    cell(row, "Managed by", member.managedBy ? member.managedBy.name : "by hand");
    cell(row, "Why", member.why, "why");
    byId("members").append(row);
  }
  next = body.next;
  byId("more").hidden = !next;
  byId("empty").hidden = byId("members").childElementCount > 0;
}

async function loadMembers() {
  const cursor = next ? "&cursor=" + encodeURIComponent(next) : "";
  showMembers(await get(organization + "/members?limit=" + PAGE + cursor));
}

function card(list, title, text) {
  const made = document.createElement("li");
  made.append(element("h3", title), element("p", text, "label"));
  byId(list).append(made);
}

function showDomains(body) {
  body.items.forEach((domain) => card("domains", domain.name, domain.state));
  byId("no-domains").hidden = body.items.length > 0;
}

async function showRoles(directories) {
  for (const directory of directories.items) {
    const assignments = await get(organization + "/directories/" + directory.id + "/role-assignments");
    for (const assignment of assignments.items) {
      card("roles", assignment.groupName, assignment.role + " by " + directory.name);
    }
  }
  byId("no-roles").hidden = byId("roles").childElementCount > 0;
}

function showAudit(body) {
  for (const entry of body.items) {
    const row = document.createElement("tr");
    cell(row, "When", new Date(entry.at).toLocaleString());
    cell(row, "Who", entry.actor.name || "");
    cell(row, "What", entry.action.replaceAll("_", " "));
    cell(row, "To", entry.subject.type + " " + entry.subject.id);
    byId("audit").append(row);
  }
}

/** Loads a part of the page; one that this session may not see is left out. */
async function load(purpose, loading) {
  try {
    await loading();
  } catch (error) {
    if (error.status !== 403) {
      throw error;
    }
    document.querySelector('[data-purpose="' + purpose + '"]').hidden = true;
  }
}

/** Opens the part that the sign-in link was made for, and shows the way back that it names. */
function follow(session) {
  if (session.returnUrl) {
    const back = byId("back");
    back.href = session.returnUrl;
    back.textContent = "Back to " + new URL(session.returnUrl).host;
    back.hidden = false;
  }
  const part = document.querySelector('[data-purpose="' + CSS.escape(session.purpose || "console") + '"]');
  if (part && session.purpose !== "console") {
    part.scrollIntoView();
    part.querySelector("h2").focus();
  }
}

function complain(error) {
  byId("message").textContent = error.message;
  byId("message").hidden = false;
}

async function start() {
  const session = await get("/console/session");
  organization = "/api/v1/organizations/" + session.organization;
  const [body, directories] = await Promise.all([get(organization), get(organization + "/directories")]);
  showOrganization(body);
  showDirectories(directories);
  await load("domains", async () => showDomains(await get(organization + "/domains")));
  await load("roles", () => showRoles(directories));
  await load("audit", async () => showAudit(await get(organization + "/audit?limit=20")));
  await load("members", loadMembers);
  follow(session);
}

byId("more").addEventListener("click", () => loadMembers().catch(complain));
byId("sign-out").addEventListener("click", async () => {
  await fetch("/console/session", { method: "DELETE" });
  location.replace("/console/sign-in");
});
start().catch(complain);
