import assert from "node:assert/strict";
import { test } from "node:test";
import {
  addDays,
  addMonths,
  isoWeek,
  longDay,
  makeDay,
  monday,
  monthGrid,
  readDay,
} from "../src/dates.ts";

const friday = "2021-03-12";

test("a day is read the ways an agent writes it", () => {
  const written: Record<string, string> = {
    "12/03/2021": "2021-03-12",
    "12/3": "2021-03-12",
    "1.4.21": "2021-04-01",
    "120321": "2021-03-12",
    "2021-03-12": "2021-03-12",
    "1er avril": "2021-04-01",
    "mardi 16 Mars 2021": "2021-03-16",
    "3 déc. 2022": "2022-12-03",
    demain: "2021-03-13",
    "après-demain": "2021-03-14",
    "aujourd’hui": "2021-03-12",
    lundi: "2021-03-15",
    vendredi: "2021-03-19",
    "+5": "2021-03-17",
  };
  for (const [text, day] of Object.entries(written)) assert.equal(readDay(text, friday), day, text);
});

test("what is no day is refused", () => {
  for (const text of ["31/04/2021", "29/02/2021", "bientôt", "12", "12/13/2021", "3 xyz"]) {
    assert.equal(readDay(text, friday), null, text);
  }
});

test("days and months follow the calendar", () => {
  assert.equal(addDays("2021-12-31", 1), "2022-01-01");
  assert.equal(addMonths("2021-01-31", 1), "2021-02-28");
  assert.equal(addMonths("2024-01-31", 1), "2024-02-29");
  assert.equal(addMonths("2021-03-12", -3), "2020-12-12");
  assert.equal(makeDay(2021, 2, 30), null);
  assert.equal(monday("2021-03-14"), "2021-03-08");
});

test("weeks are numbered as ISO does at the turn of the year", () => {
  const weeks = { "2021-01-03": 53, "2021-01-04": 1, "2020-12-31": 53, "2024-12-30": 1 };
  for (const [day, week] of Object.entries(weeks)) assert.equal(isoWeek(day), week, day);
});

test("a month grid holds the whole month in whole weeks", () => {
  for (const day of ["2021-02-10", "2021-05-31", "2026-02-01", "2027-02-28"]) {
    const weeks = monthGrid(day);
    const days = weeks.flat();
    assert.ok(days.includes(`${day.slice(0, 7)}-01`));
    assert.equal(days.length % 7, 0);
    assert.equal(
      weeks.filter((week) => week.some((one) => one.slice(0, 7) === day.slice(0, 7))).length,
      weeks.length,
    );
  }
  assert.equal(monthGrid("2021-02-10").length, 4);
});

test("the first of a month is said « 1er »", () => {
  assert.equal(longDay("2021-03-01"), "lundi 1er mars 2021");
  assert.equal(longDay("2021-03-12", false), "vendredi 12 mars");
});
