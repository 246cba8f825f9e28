/** Reads a calendar file from standard input with ical.js, and writes what it understood as JSON. */

import ICAL from "ical.js";

let text = "";
for await (const part of process.stdin) text += part;
const calendar = new ICAL.Component(ICAL.parse(text));
for (const zone of calendar.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(zone);
const value = (event, name) => event.getFirstPropertyValue(name);
const moment = (time) => time.toJSDate().toISOString();
const events = calendar.getAllSubcomponents("vevent").map((event) => ({
  uid: value(event, "uid"),
  sequence: Number(value(event, "sequence")),
  status: value(event, "status"),
  starts_at: moment(value(event, "dtstart")),
  ends_at: moment(value(event, "dtend")),
  title: value(event, "summary"),
  place: value(event, "location") ?? "",
  description: value(event, "description") ?? "",
}));
process.stdout.write(JSON.stringify(events));
