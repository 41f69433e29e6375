import assert from "node:assert/strict";
import { test } from "node:test";
import { instant, isoAt, wall, wallMinutes } from "../src/zone.ts";

const paris = "Europe/Paris";

test("an instant shows on the zone's wall clock, whatever the machine's zone", () => {
  const moment = Date.parse("2021-03-08T09:30:00+01:00");
  assert.deepEqual(wall(moment, paris), { day: "2021-03-08", minutes: 570 });
  assert.deepEqual(wall(moment, "Indian/Reunion"), { day: "2021-03-08", minutes: 750 });
  assert.deepEqual(wall(moment, "America/Cayenne"), { day: "2021-03-08", minutes: 330 });
});

test("wall clock and instant are each other's inverse, summer and winter", () => {
  for (const zone of [paris, "Indian/Reunion", "Pacific/Noumea", "America/Martinique"]) {
    for (let day = 1; day < 29; day++) {
      for (const month of ["01", "03", "07", "10"]) {
        const at = {
          day: `2021-${month}-${String(day).padStart(2, "0")}`,
          minutes: (day * 53) % 1440,
        };
        if (zone === paris && at.day === "2021-03-28" && at.minutes >= 120 && at.minutes < 180)
          continue;
        assert.deepEqual(wall(instant(at, zone), zone), at);
      }
    }
  }
});

test("the hour spring skips becomes the one after", () => {
  const at = instant({ day: "2021-03-28", minutes: 150 }, paris);
  assert.deepEqual(wall(at, paris), { day: "2021-03-28", minutes: 210 });
});

test("of the hour autumn repeats, the first", () => {
  const at = instant({ day: "2021-10-31", minutes: 150 }, paris);
  assert.equal(at, Date.parse("2021-10-31T02:30:00+02:00"));
});

test("moments are written with the offset of their day", () => {
  assert.equal(isoAt(Date.parse("2021-07-01T12:00:00Z"), paris), "2021-07-01T14:00+02:00");
  assert.equal(
    isoAt(Date.parse("2021-01-01T12:00:00Z"), "America/Cayenne"),
    "2021-01-01T09:00-03:00",
  );
});

test("minutes past midnight roll over to the next day", () => {
  const at = instant({ day: "2021-03-08", minutes: 1440 + 30 }, paris);
  assert.deepEqual(wall(at, paris), { day: "2021-03-09", minutes: 30 });
  assert.equal(wallMinutes({ day: "2021-03-08", minutes: 600 }, wall(at, paris)), 870);
});
