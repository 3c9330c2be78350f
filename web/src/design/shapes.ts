/**
 * Cut-paper silhouettes, one per typology: straight scissor cuts in a 24 x 24 sheet, holes by the even-odd rule.
 *
 * A typology is told apart by its shape, never by its colour. Another ecosystem's typologies, unknown here, get one of
 * the plain cuts, always the same for the same key.
 */
const DRAWN: Record<string, string> = {
  // a desk lamp
  coworking:
    'M3.4 20.4L17.6 20L18 22.8L3.1 23ZM8.2 20.3L6.4 12.4L10.7 7.2L12.7 8.8L9.3 13L11.1 20.2ZM9.2 5.4L14.6 1.2L22.6 8.2L21.8 13.8L11.6 9.6Z',
  // a cog
  fablab:
    'M10.2 1.2L14 1.1L14.4 4.1L16.9 5.2L19.4 3.3L21.3 6.2L19.6 8.5L20.1 10.4L23 11.2L22.6 14.7L19.7 15L18.5 17.3L20 20L17.1 22.2L14.8 20.2L12.6 20.7L11.4 23.2L7.8 22.4L7.9 19.4L5.9 18L3 19L1.4 15.8L3.9 14L3.7 11.8L1.1 10.1L2.4 6.8L5.4 7.3L7 5.7L6.3 3ZM12.3 7.9L8.5 9.5L7.7 13.1L10.2 16.2L14.2 15.8L16.2 12.3L15 9Z',
  // a hammer
  shared_workshop:
    'M10.8 1.6L17.2 4.6L21.9 3.9L22.8 7.3L19.6 10.4L16.6 9L15.4 11.1L12.2 9.6L8.2 4.2ZM11.9 10.4L14.8 11.9L7.4 22.9L3.2 20.7Z',
  // a needle and thread: a spanner
  repair_workshop:
    'M15.2 1.3L13.8 5.4L18.2 9.9L22.7 8.8L22.2 12.3L18.4 15.7L14.2 14.9L6.6 22.8L1.3 17.9L9.2 10L8.5 5.8L11.6 2.2ZM4.6 17.2L4.2 19.1L6 20.4L7.6 18.9L6.7 17Z',
  // a chair, found and mended
  recycling_centre: 'M4.6 1.4L8 1.2L8.9 11.2L19.4 10.8L20.4 22.7L17.2 22.9L16.6 16.6L8.8 17L8.4 22.9L5 22.7Z',
  // a big top
  cultural_place:
    'M11 0.9L16.6 2.5L12.9 4.4L22.9 11.9L20.6 13.4L21.7 22.9L14.9 22.7L12.1 14.8L9.2 22.9L2.2 22.6L3.5 13.3L1.1 12.1L11.2 4.2Z',
  // a cup
  social_cafe:
    'M2.6 8.7L18 8.3L18 10.2L22.7 10.6L22 16.3L17.2 17.5L15.1 20.1L20.8 20.4L20.4 23L1.9 22.8L2.2 20.3L6 20.1L3.4 16.4ZM17.9 12.5L17.6 15.2L19.9 14.6L20.3 12.8ZM7.2 6.8L6 3.8L7.9 1L10 1.6L8.6 3.9L9.5 6.4ZM12.3 6.7L11.3 3.9L13.1 1.2L15.2 1.8L13.9 4L14.7 6.3Z',
  // a pot
  shared_kitchen:
    'M9.8 1.8L14.4 1.6L14.8 4.4L20.2 6.4L19.8 8.6L4 8.9L3.8 6.6L9.4 4.6ZM1 11L23.1 10.4L22.8 13.6L20.6 13.9L19.4 22.3L5.2 22.7L3.9 14.2L1.2 14.1Z',
  // a seedling
  urban_farm:
    'M10.6 22.9L11 14.2L4.9 12.3L1.4 5.1L8.6 5.7L11.9 9.9L14.2 4.2L22.6 1.3L21 9.8L14.2 13.2L13.7 22.7Z',
  // a hand-cut cross with a heart of paper left in
  health_place:
    'M8.1 1.6L15.6 1.2L15.8 8L22.7 8.2L22.4 15.6L15.9 15.9L16.2 22.7L8.4 22.9L8 16.2L1.2 15.8L1.5 8.3L8.3 8ZM12 16.4L16 12L15.4 9.4L13.4 9.1L12 10.6L10.3 9L8.4 9.8L8.2 12.2Z',
  // a long table, seen from above, with its stools
  social_centre:
    'M5.2 7.6L19 7.2L19.4 16.6L4.9 16.9ZM6.2 1.9L9.6 1.6L9.9 5.3L6.5 5.5ZM14.2 1.5L17.8 1.8L17.5 5.2L14.4 5.1ZM6.3 18.8L9.8 18.6L9.7 22.4L6.1 22.2ZM14.3 18.5L17.7 18.7L17.9 22.5L14.1 22.3ZM0.8 10.2L3.1 10L3.2 14.1L0.9 14ZM21.1 9.8L23.3 10L23.2 14L21 13.8Z',
  // a pointer
  digital_inclusion: 'M4.4 0.9L20.9 13.2L13.9 14.4L18.2 21.6L14.4 23.4L10.4 15.9L5.1 20.9Z',
  // a mortar board
  connected_campus:
    'M12.2 3.2L23.4 8.6L12 14.4L0.7 9ZM5 13L11.9 16.6L18.7 12.8L19 18.3L12.2 21.6L4.7 18.5ZM20.6 11.4L22.4 10.6L22.9 18.8L20.2 18.9Z',
  // a framed picture on its nail
  micro_folie:
    'M11.8 0.8L19 6.4L22.6 6.2L22.8 22.5L1.3 22.8L1.1 6.6L5 6.5ZM11.9 3.4L8 6.5L16 6.4ZM4.2 9.4L4.4 19.7L8.6 13.6L12 17.6L15.6 12L19.7 19.2L19.6 9.2Z',
  // a flask
  living_lab:
    'M8 1.2L16.2 1L16 3.8L14.9 4L15.1 9.7L21.9 20L20.2 22.9L3.6 22.7L2.2 19.8L9.2 9.5L9.3 3.9L8.1 3.8ZM9.4 14.2L7 18.2L17.2 17.8L14.7 13.9Z',
  // a paper boat
  business_incubator:
    'M11.2 1.2L17.6 12.1L12.6 12.2L12.7 14L23 13.4L18.4 22L6 22.4L1 14.3L10.9 14.1L10.8 12.2L5.6 12.5Z',
  // a pencil
  educational_place:
    'M17.6 1.2L22.8 6.2L20.3 9L14.9 3.9ZM13.4 5.3L18.8 10.5L8.3 21.2L1.4 22.8L2.9 15.9ZM3.7 18.9L3.2 21L5.4 20.4Z',
  // an open book
  media_library:
    'M1.1 3.6L9.2 3.2L11.9 5.8L14.9 3.1L22.9 3.9L22.6 19.6L15 19.2L12 21.8L9 19.4L1.3 19.9ZM13.1 8L13.2 17.9L14.6 16.8L20.4 17L20.6 6.2L15.6 5.8Z',
  // a key
  inclusive_housing:
    'M12 0.9L23.3 10.6L20.7 11.6L20.9 22.6L3.4 22.9L3.2 11.9L0.8 10.9L5 7.2L4.8 2.3L8.2 2.1L8.3 4.3ZM9.4 13.4L9.2 20.2L14.7 20L14.6 13.2ZM12.1 6.8L10.2 8.6L12 10.6L14 8.7Z',
}

/** An open door: a place nobody has put a typology on yet. */
const DOOR =
  'M4.2 1.6L15.8 1.2L20.6 3.8L20.8 21.4L22.6 21.3L22.4 23L1.6 23.2L1.5 21.6L4.1 21.5ZM8.4 5.2L8.6 21.2L15.9 22.6L15.6 3.4ZM13 12.2L14.4 12.4L14.5 14.6L13.1 14.5Z'

const PLAIN = [
  'M12.4 1.2L22.2 8.4L19 21.6L5.6 22.4L1.6 9.2Z',
  'M6.2 1.8L20.4 3L22.6 15.4L12.8 22.8L1.8 17Z',
  'M12 1L15.4 8.3L22.9 10.4L17.2 15.6L18.4 22.9L11.8 19.4L5 22.6L6.6 15.2L1.2 9.8L8.8 8.6Z',
  'M3 4.4L12.2 1.6L21.8 6L19.6 20.8L9.4 22.7L1.5 15.5Z',
]

/** What a place shows: the silhouette of its first typology, or an open door. */
export function shapeOf(typology: string | undefined): string {
  if (typology === undefined) return DOOR
  const drawn = DRAWN[typology]
  if (drawn !== undefined) return drawn
  let sum = 0
  for (const letter of typology) sum = (sum * 31 + letter.charCodeAt(0)) % 9973
  return PLAIN[sum % PLAIN.length] ?? DOOR
}

export const shapeKeys = Object.keys(DRAWN)
