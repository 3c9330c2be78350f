/** Counts by year with no year left out between the first and the last: an empty year is seen as one. */
export function everyYear(years: { year: number; count: number }[]): { year: number; count: number }[] {
  const counts = new Map(years.map(({ year, count }) => [year, count]))
  if (counts.size === 0) return []
  const first = Math.min(...counts.keys())
  const last = Math.max(...counts.keys())
  return Array.from({ length: last - first + 1 }, (_, at) => ({
    year: first + at,
    count: counts.get(first + at) ?? 0,
  }))
}
