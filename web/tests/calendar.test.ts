import assert from "node:assert/strict";
import { test } from "node:test";
import { fit, HOUR } from "../src/calendar/fit.ts";
import { nextCell, nudge } from "../src/calendar/keys.ts";
import { columns, drawn, snap } from "../src/calendar/layout.ts";
import { part, read, shifted, stretched, touches } from "../src/calendar/model.ts";

const paris = "Europe/Paris";
const meeting = (start: string, end: string) => read({ id: 1, title: "Bureau", start, end }, paris);

test("what does not overlap keeps the whole width", () => {
  const places = columns([
    { start: 540, end: 600 },
    { start: 600, end: 660 },
  ]);
  assert.deepEqual(places, [
    { lane: 0, lanes: 1, wide: 1 },
    { lane: 0, lanes: 1, wide: 1 },
  ]);
});

test("overlaps stand side by side and widen where there is room", () => {
  const places = columns([
    { start: 0, end: 120 },
    { start: 0, end: 60 },
    { start: 30, end: 60 },
    { start: 60, end: 120 },
  ]);
  assert.deepEqual(
    places.map(({ lane, lanes, wide }) => [lane, lanes, wide]),
    [
      [0, 3, 1],
      [1, 3, 1],
      [2, 3, 1],
      [1, 3, 2],
    ],
  );
});

test("no two spans that meet ever share a lane", () => {
  let seed = 7;
  const random = (below: number) => {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    return seed % below;
  };
  for (let round = 0; round < 200; round++) {
    const spans = Array.from({ length: 12 }, () => {
      const start = random(90) * 15;
      return { start, end: start + 15 + random(12) * 15 };
    }).sort((one, other) => one.start - other.start);
    const places = columns(spans);
    spans.forEach((one, index) => {
      spans.forEach((other, at) => {
        const [here, there] = [places[index], places[at]];
        if (index === at || !here || !there) return;
        if (one.start >= other.end || other.start >= one.end) return;
        const apart = here.lane + here.wide <= there.lane || there.lane + there.wide <= here.lane;
        assert.ok(apart, JSON.stringify({ one, other, here, there }));
        assert.equal(here.lanes, there.lanes);
      });
    });
  }
});

test("a span drawn with the mouse is whole steps, in the day, never empty", () => {
  assert.deepEqual(drawn(544, 544, 15), { start: 540, end: 555 });
  assert.deepEqual(drawn(600, 541, 15), { start: 540, end: 600 });
  assert.deepEqual(drawn(1439, 1500, 15), { start: 1425, end: 1440 });
  assert.equal(snap(7, 15), 0);
  assert.equal(snap(-8, 15), -15);
});

test("an event that crosses midnight has a part in each day and none in the third", () => {
  const night = meeting("2021-03-08T22:00:00+01:00", "2021-03-09T01:00:00+01:00");
  assert.deepEqual(part(night, "2021-03-08"), { start: 1320, end: 1440 });
  assert.deepEqual(part(night, "2021-03-09"), { start: 0, end: 60 });
  assert.equal(touches(night, "2021-03-10"), false);
  const evening = meeting("2021-03-08T22:00:00+01:00", "2021-03-09T00:00:00+01:00");
  assert.equal(touches(evening, "2021-03-09"), false);
});

test("moved over the change of clocks, a meeting keeps its hour and its length", () => {
  const before = meeting("2021-03-26T10:00:00+01:00", "2021-03-26T11:30:00+01:00");
  const after = shifted(before, 3, 0, paris);
  assert.deepEqual(after.from, { day: "2021-03-29", minutes: 600 });
  assert.deepEqual(after.to, { day: "2021-03-29", minutes: 690 });
  assert.equal(after.end - after.start, before.end - before.start);
});

test("whole days stay whole days", () => {
  const leave = read(
    { id: 2, title: "Congés", start: "2021-03-26", end: "2021-03-29", allDay: true },
    paris,
  );
  assert.equal(touches(leave, "2021-03-28"), true);
  assert.equal(touches(leave, "2021-03-29"), false);
  const later = shifted(leave, 2, 90, paris);
  assert.deepEqual([later.from.day, later.to.day], ["2021-03-28", "2021-03-31"]);
  assert.equal(later.from.minutes, 0);
});

test("an event is never stretched to nothing", () => {
  const short = meeting("2021-03-08T09:00:00+01:00", "2021-03-08T09:30:00+01:00");
  assert.equal(stretched(short, -300, paris).to.minutes, 555);
});

test("what one may only see as busy cannot be moved, and says so", () => {
  const busy = read(
    { id: 3, title: "", start: "2021-03-08T09:00Z", end: "2021-03-08T10:00Z", busyOnly: true },
    paris,
  );
  assert.equal(busy.title, "Occupé");
  assert.equal(busy.editable, false);
});

test("arrows walk hours in a week and weeks in a month", () => {
  assert.deepEqual(nextCell("ArrowDown", "2021-03-08", 540, true), {
    day: "2021-03-08",
    minutes: 600,
  });
  assert.deepEqual(nextCell("ArrowUp", "2021-03-08", 0, true), { day: "2021-03-08", minutes: 0 });
  assert.deepEqual(nextCell("ArrowDown", "2021-03-08", 540, false), {
    day: "2021-03-15",
    minutes: 540,
  });
  assert.equal(nextCell("a", "2021-03-08", 540, true), null);
});

test("Alt and an arrow nudge; with Maj the end alone moves, and never sideways", () => {
  const key = (name: string, shiftKey = false, altKey = true) =>
    nudge({ key: name, shiftKey, altKey } as KeyboardEvent, 15);
  assert.deepEqual(key("ArrowDown"), { days: 0, minutes: 15, stretch: false });
  assert.deepEqual(key("ArrowLeft"), { days: -1, minutes: 0, stretch: false });
  assert.deepEqual(key("ArrowUp", true), { days: 0, minutes: -15, stretch: true });
  assert.equal(key("ArrowLeft", true), null);
  assert.equal(key("ArrowDown", false, false), null);
});

test("hours shrink for an evening or an early morning, as far as they can be read", () => {
  const days = ["2026-03-05", "2026-03-06"];
  const at = (start: string, end: string) =>
    meeting(`2026-03-05T${start}:00+01:00`, `2026-03-05T${end}:00+01:00`);
  const [day, council, early] = [at("10:00", "11:00"), at("20:30", "22:00"), at("06:30", "07:30")];
  assert.deepEqual(fit([day], days, 40), { hour: HOUR, top: 7.75 });
  const evening = fit([day, council], days, 40);
  assert.ok(evening.hour < HOUR && (22 - evening.top) * evening.hour <= 40);
  assert.equal(fit([early], days, 40).top, 6.25);
  assert.deepEqual(fit([council], days, 20), { hour: HOUR, top: 7.75 });
  assert.deepEqual(fit([council], ["2026-03-06"], 40), { hour: HOUR, top: 7.75 });
});
