/** A date as YAML 1.1 writes it, split into fields; `offset` in minutes east of UTC. */
export interface Timestamp {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  /** Nine digits at most, without trailing zeros. */
  readonly fraction: string;
  readonly offset: number;
}

const DATE = /^([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})/;
const TIME = /^([0-9]{1,2}):([0-9]{1,2}):([0-9]{1,2})(?:[.,]([0-9]+))?/;
const ZONE = /^(?:Z|([-+])([0-9]{2}):([0-9]{2}))$/;

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function daysIn(year: number, month: number): number {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return month === 2 && leap ? 29 : (DAYS[month - 1] ?? 0);
}

function offsetOf(zone: string): number | undefined {
  const match = ZONE.exec(zone);
  if (match === null) return undefined;
  const hours = Number(match[2] ?? 0);
  const minutes = Number(match[3] ?? 0);
  if (hours > 24 || minutes > 60) return undefined;
  return (match[1] === "-" ? -1 : 1) * (hours * 60 + minutes);
}

/** Reads the date formats that go-yaml knows; `undefined` for anything else. */
export function parseTimestamp(text: string): Timestamp | undefined {
  if (text.charCodeAt(4) !== 0x2d) return undefined;
  const date = DATE.exec(text);
  if (date === null) return undefined;
  const [year, month, day] = [Number(date[1]), Number(date[2]), Number(date[3])];
  if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return undefined;
  const midnight = { year, month, day, hour: 0, minute: 0, second: 0, fraction: "", offset: 0 };
  const rest = text.slice(date[0].length);
  if (rest === "") return midnight;
  const separator = rest[0];
  if (separator !== "T" && separator !== "t" && separator !== " ") return undefined;
  const time = TIME.exec(rest.slice(1));
  if (time === null) return undefined;
  const [hour, minute, second] = [Number(time[1]), Number(time[2]), Number(time[3])];
  if (hour > 23 || minute > 59 || second > 59) return undefined;
  const zone = rest.slice(1 + time[0].length);
  const offset = separator === " " ? (zone === "" ? 0 : undefined) : offsetOf(zone);
  if (offset === undefined) return undefined;
  const fraction = (time[4] ?? "").slice(0, 9).replace(/0+$/, "");
  return { year, month, day, hour, minute, second, fraction, offset };
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, "0");
}

/** RFC 3339 with the offset kept, as Go writes a time into JSON. */
export function formatTimestamp(time: Timestamp): string {
  const date = `${pad(time.year, 4)}-${pad(time.month, 2)}-${pad(time.day, 2)}`;
  const clock = `${pad(time.hour, 2)}:${pad(time.minute, 2)}:${pad(time.second, 2)}`;
  const fraction = time.fraction === "" ? "" : `.${time.fraction}`;
  const minutes = Math.abs(time.offset);
  const zone =
    time.offset === 0
      ? "Z"
      : `${time.offset < 0 ? "-" : "+"}${pad(Math.floor(minutes / 60), 2)}:${pad(minutes % 60, 2)}`;
  return `${date}T${clock}${fraction}${zone}`;
}
