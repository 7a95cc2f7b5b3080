// What the pages do beyond HTML. Every page is complete without it: it keeps drafts, tells what has arrived, and stops
// a second click. Every word it shows comes from the page, so that pages have one table of words.
//
// What pages write:
//   input[data-keep]             hidden, and kept with what is typed: the version that it is typed over
//   body[data-reader]            whoever is signed in; drafts on one machine are kept apart by it
//   form[data-draft=ADDRESS]     kept while typing: on this machine, and for a reader also at POST /drafts/ADDRESS with
//                                token, at (milliseconds) and draft (JSON: name to list of values; {} is none); any 2xx is success
//   form[data-draft-at=MS]       the server has filled the form from the draft it holds, which was made then
//   [data-draft-status]          inside the form; data-saved, data-local, data-kept, data-restored and data-discard
//                                are the words
//   body[data-sent=ADDRESS]      on a page that says that the form there was sent: its draft is over
//   body[data-live="/path?since=N"]  asked every four seconds; answers {"news": n, "text": "…", "href": "…"}
//   [data-news]                  an empty live region; there the text becomes a link to href, and the newest entries of its
//                                main > ol.timeline come to stand in that of this page
//   [data-print][hidden]         a button that prints
"use strict";
(() => {
  const reader = document.body.dataset.reader || "";
  const prefix = "shodo:" + (reader || "-") + ":";
  const DAY = 86400000;

  // Private windows and full disks refuse storage: then there is no draft on this machine, and no error either.
  const store = {
    read(key) { try { return JSON.parse(localStorage.getItem(key)); } catch { return null; } },
    write(key, value) { try { localStorage.setItem(key, JSON.stringify(value)); return true; } catch { return false; } },
    remove(key) { try { localStorage.removeItem(key); } catch { /* nothing was kept */ } },
    keys() { try { return Object.keys(localStorage).filter((k) => k.startsWith("shodo:")); } catch { return []; } },
  };

  const clock = (ms) => {
    const date = new Date(ms);
    return String(date.getHours()).padStart(2, "0") + ":" + String(date.getMinutes()).padStart(2, "0");
  };

  // ---- drafts

  // Passwords, files and what was not typed (the token) are never kept; but over which version it was typed is.
  const kept = (form) => [...form.elements].filter((input) =>
    input.name && !["password", "file", "submit", "button", "reset", "fieldset"].includes(input.type)
    && (input.type !== "hidden" || "keep" in input.dataset));

  const isChoice = (input) => input.type === "radio" || input.type === "checkbox";

  const values = (form) => {
    const found = {};
    for (const input of kept(form)) {
      const list = (found[input.name] ||= []);
      if (isChoice(input)) { if (input.checked) list.push(input.value); } else list.push(input.value);
    }
    return found;
  };

  const fill = (form, draft) => {
    const turn = {};
    for (const input of kept(form)) {
      const list = draft[input.name];
      if (!Array.isArray(list)) continue;
      if (isChoice(input)) { input.checked = list.includes(input.value); continue; }
      const index = turn[input.name] ?? 0;
      turn[input.name] = index + 1;
      if (index < list.length) input.value = list[index];
    }
  };

  const keep = (form) => {
    const id = form.dataset.draft;
    const key = prefix + id;
    const line = form.querySelector("[data-draft-status]");
    const words = line ? line.dataset : {};
    let soon = 0;
    let later = 0;
    let over = false;

    const say = (text, unsent) => {
      if (!line) return;
      line.textContent = text;
      line.classList.toggle("unsent", Boolean(unsent));
    };

    const push = async (last) => {
      clearTimeout(later);
      later = 0;
      const draft = store.read(key) || { at: Date.now(), values: values(form) };
      const body = new URLSearchParams({ at: draft.at, draft: JSON.stringify(draft.values) });
      body.set("token", form.elements.token ? form.elements.token.value : "");
      try {
        const answer = await fetch("/drafts/" + encodeURIComponent(id), {
          method: "POST", body, credentials: "same-origin", redirect: "error", keepalive: last,
        });
        if (!answer.ok) throw new Error(String(answer.status));
        if (over) return;
        const now = store.read(key);
        if (now && now.at === draft.at) store.write(key, { ...now, held: true });
        say(words.saved + " " + clock(Date.now()));
      } catch {
        if (over) return;
        say(words.kept, true);
        // Once more when the line may be back; the next word typed tries as well.
        later = setTimeout(push, 15000);
      }
    };

    const save = () => {
      clearTimeout(soon);
      soon = 0;
      if (over) return;
      const at = Date.now();
      const done = store.write(key, { at, values: values(form) });
      if (!reader && done) say(words.local + " " + clock(at));
    };

    const typed = () => {
      if (over) return;
      clearTimeout(soon);
      soon = setTimeout(save, 300);
      if (!reader) return;
      clearTimeout(later);
      later = setTimeout(() => { save(); push(false); }, 2000);
    };

    const restore = () => {
      // A page that comes back with errors already holds what was typed.
      if (document.querySelector(".errors")) return;
      const draft = store.read(key);
      if (!draft || !draft.values || draft.at <= Number(form.dataset.draftAt || 0)) return;
      if (JSON.stringify(draft.values) === JSON.stringify(values(form))) return;
      fill(form, draft.values);
      say(words.restored + " " + clock(draft.at));
      if (!line || !words.discard) return;
      const button = document.createElement("button");
      button.type = "button";
      button.className = "quiet";
      button.textContent = words.discard;
      button.addEventListener("click", () => {
        form.reset();
        store.write(key, { at: Date.now(), values: {} });
        if (reader) push(false);
        store.remove(key);
        say("");
      });
      line.append(" ", button);
    };

    restore();
    form.addEventListener("input", typed);
    form.addEventListener("change", typed);
    form.addEventListener("submit", () => { save(); over = true; clearTimeout(soon); clearTimeout(later); });
    addEventListener("pageshow", (event) => { if (event.persisted) over = false; });
    addEventListener("online", () => { if (later) push(false); });
    document.addEventListener("visibilitychange", () => {
      if (!document.hidden || over) return;
      if (soon) save();
      if (later) push(true);
    });
  };

  // What was sent is over; what nobody came back to is forgotten, on a shared machine after a day.
  const sent = document.body.dataset.sent;
  if (sent) { store.remove(prefix + sent); store.remove("shodo:-:" + sent); }
  for (const key of store.keys()) {
    const age = Date.now() - ((store.read(key) || {}).at || 0);
    if (age > (key.startsWith("shodo:-:") ? 1 : 14) * DAY) store.remove(key);
  }
  document.querySelectorAll("form[data-draft]").forEach(keep);

  // Whoever signs out leaves nothing on the machine that the server holds.
  document.querySelectorAll('form[action="/sign-out"]').forEach((form) => form.addEventListener("submit", () => {
    for (const key of store.keys()) {
      if (key.startsWith(prefix) && (store.read(key) || {}).held) store.remove(key);
    }
  }));

  // ---- a second click

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post") return;
    if (form.dataset.busy) { event.preventDefault(); return; }
    form.dataset.busy = "yes";
    // Afterwards: a disabled button would not be sent with its form.
    setTimeout(() => form.querySelectorAll("button").forEach((button) => { button.disabled = true; }), 0);
    // An answer that is a file leaves the page where it is.
    setTimeout(() => free(form), 10000);
  });
  const free = (form) => {
    if (!form.dataset.busy) return;
    delete form.dataset.busy;
    form.querySelectorAll("button").forEach((button) => { button.disabled = false; });
  };
  addEventListener("pageshow", () => document.querySelectorAll("form[data-busy]").forEach(free));

  // ---- what has arrived

  const live = document.body.dataset.live;
  const region = document.querySelector("[data-news]");
  if (live && region) {
    let wait = 4000;
    let timer = 0;
    let asking = false;
    let brought = 0;
    // Entries are only ever added at the top; what is read, open or has the focus stays where it is.
    const bring = async (href, news) => {
      const list = document.querySelector("main > ol.timeline");
      if (!list || news <= brought) return;
      const answer = await fetch(href, { credentials: "same-origin", redirect: "error", cache: "no-store" });
      if (!answer.ok) return;
      const there = new DOMParser().parseFromString(await answer.text(), "text/html");
      const entries = [...there.querySelectorAll("main > ol.timeline > li")];
      list.prepend(...entries.slice(0, news - brought));
      brought = news;
    };
    const ask = async () => {
      if (document.hidden || asking) return;
      asking = true;
      try {
        const answer = await fetch(live, {
          headers: { Accept: "application/json" }, credentials: "same-origin", redirect: "error", cache: "no-store",
        });
        // Signed out, or may no longer see it: the next click says so.
        if ([401, 403, 404, 410].includes(answer.status)) return;
        if (!answer.ok) throw new Error(String(answer.status));
        const found = answer.status === 204 ? {} : await answer.json();
        if (found.news > 0 && region.textContent !== found.text) {
          const link = document.createElement("a");
          const here = typeof found.href === "string" && /^\/(?![/\\])/.test(found.href);
          link.href = here ? found.href : location.pathname + location.search;
          link.textContent = found.text;
          region.replaceChildren(link);
          if (here) await bring(found.href, found.news);
        }
        wait = 4000;
      } catch {
        wait = Math.min(wait * 2, 60000);
      } finally {
        asking = false;
      }
      timer = setTimeout(ask, wait);
    };
    timer = setTimeout(ask, wait);
    document.addEventListener("visibilitychange", () => {
      clearTimeout(timer);
      if (!document.hidden) ask();
    });
  }

  // ---- the rest

  document.querySelectorAll("[data-print]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => print());
  });
  const errors = document.querySelector(".errors");
  if (errors) errors.focus();
})();
