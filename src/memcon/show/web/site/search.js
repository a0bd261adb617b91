// To find in a copy of a record what has all words sought, whatever their accents.
"use strict";
const plain = text => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
const sought = new URLSearchParams(location.search).get("q") || "";
const words = plain(sought).split(/\s+/).filter(Boolean);
const KINDS = { actor: "People, states, bodies, places", event: "Events", report: "Reports" };
const MOST = 50;

for (const field of document.querySelectorAll("input[name=q]")) field.value = sought;

function element(name, text, className) {
  const made = document.createElement(name);
  made.textContent = text;
  if (className) made.className = className;
  return made;
}

function section(kind, found) {
  const made = element("section", "");
  const list = element("ul", "", "short");
  for (const [, name, beside, file] of found.slice(0, MOST)) {
    const link = element("a", name);
    link.href = file;
    const item = element("li", "");
    item.append(link, " ", element("small", beside));
    list.append(item);
  }
  made.append(element("h2", KINDS[kind]), list);
  if (found.length > MOST) made.append(element("p", `and ${found.length - MOST} more; further words narrow it`, "note"));
  return made;
}

if (words.length) {
  const all = INDEX.filter(([, name, beside, , more]) => {
    const text = plain(`${name} ${beside} ${more}`);
    return words.every(word => text.includes(word));
  });
  const place = document.querySelector(".found");
  for (const kind of Object.keys(KINDS)) {
    const found = all.filter(one => one[0] === kind);
    if (found.length) place.append(section(kind, found));
  }
  document.querySelector(".sum").textContent = all.length ? `What has “${sought}”` : `Nothing has “${sought}”. Fewer words find more; accents don't matter.`;
}
