/** Half-open: what ends at 10 leaves room for what starts at 10. */
export interface Span {
  start: number;
  end: number;
}

/** Where a span stands among those it overlaps: its lane, how many there are, how many it covers. */
export interface Place {
  lane: number;
  lanes: number;
  wide: number;
}

const meets = (one: Span, other: Span): boolean => one.start < other.end && other.start < one.end;

function firstFree(ends: number[], start: number): number {
  const free = ends.findIndex((end) => end <= start);
  return free < 0 ? ends.length : free;
}

/** Lanes of one group of spans that touch each other in a chain; each widens where nothing is. */
function arrange(group: Span[]): Place[] {
  const ends: number[] = [];
  const lanes = group.map((span) => {
    const lane = firstFree(ends, span.start);
    ends[lane] = span.end;
    return lane;
  });
  return group.map((span, index) => {
    const lane = lanes[index] ?? 0;
    const blocked = group
      .map((other, at) => (meets(span, other) ? (lanes[at] ?? 0) : -1))
      .filter((other) => other > lane);
    const wide = Math.min(ends.length, ...blocked) - lane;
    return { lane, lanes: ends.length, wide };
  });
}

/**
 * Side-by-side columns for overlapping spans, in the order given. The spans must come sorted by
 * start; the longest first among equals makes the calmest picture.
 */
export function columns(spans: Span[]): Place[] {
  const places: Place[] = [];
  let group: Span[] = [];
  let end = Number.NEGATIVE_INFINITY;
  const flush = (): void => {
    places.push(...arrange(group));
    group = [];
  };
  for (const span of spans) {
    if (span.start >= end) flush();
    group.push(span);
    end = group.length === 1 ? span.end : Math.max(end, span.end);
  }
  flush();
  return places;
}

/** To the nearest step; a drag of a few pixels changes nothing. */
export function snap(minutes: number, step: number): number {
  return Math.round(minutes / step) * step;
}

/** The span drawn from one minute to another, in whole steps, inside the day. */
export function drawn(from: number, to: number, step: number): Span {
  const floor = (value: number): number => Math.floor(value / step) * step;
  const ceil = (value: number): number => Math.ceil(value / step) * step;
  const start = Math.max(0, floor(Math.min(from, to)));
  const end = Math.min(1440, Math.max(ceil(Math.max(from, to)), start + step));
  return { start: Math.min(start, 1440 - step), end };
}
