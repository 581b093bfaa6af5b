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
    throw new Error(body.detail || "The gateway answered with status " + answer.status + ".");
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
  await loadMembers();
}

byId("more").addEventListener("click", () => loadMembers().catch(complain));
byId("sign-out").addEventListener("click", async () => {
  await fetch("/console/session", { method: "DELETE" });
  location.replace("/console/sign-in");
});
start().catch(complain);
