import { expect, test } from 'vitest'

import { formatAgo, formatDate, formatDayOfYear, formatDistance, formatNumber } from './formats'
import { english, french } from './typography'

test('French signs keep to their word', () => {
  expect(french('Où ? Ici ! Voilà ; bien : oui')).toBe('Où\u202f? Ici\u202f! Voilà\u202f; bien\u00a0: oui')
  expect(french('« un lieu »')).toBe('«\u00a0un lieu\u00a0»')
  expect(french('64 % à 12 km, 300 m² et 3 mois')).toBe('64\u00a0% à 12\u00a0km, 300\u00a0m² et 3 mois')
  expect(french("l'atelier d'à côté, aujourd'hui")).toBe('l’atelier d’à côté, aujourd’hui')
})

test('setting a text twice changes nothing more, and addresses are left alone', () => {
  const once = french("C'est ici : « là » !")
  expect(french(once)).toBe(once)
  expect(french('https://exemple.fr/a?b=1;c')).toBe('https://exemple.fr/a?b=1;c')
})

test('English apostrophes are curly', () => {
  expect(english("the place's door")).toBe('the place’s door')
})

test('figures and dates are written as people write them', () => {
  expect(formatNumber(1512, 'fr-FR')).toBe('1\u202f512')
  expect(formatDate('2015', 'fr-FR')).toBe('2015')
  expect(formatDate('2015-03', 'fr-FR')).toBe('mars 2015')
  expect(formatDate('2015-03-01', 'fr-FR')).toBe('1er mars 2015')
  expect(formatDate('2015-03-01T10:00:00Z', 'en-GB')).toBe('1 March 2015')
  expect(formatDate('bientôt', 'fr-FR')).toBe('bientôt')
  expect(formatDayOfYear(8, null, 'fr-FR')).toBe('août')
  expect(formatDayOfYear(8, 1, 'fr-FR')).toBe('1er\u00a0août')
  expect(formatDayOfYear(2, 29, 'en-GB')).toBe('29\u00a0February')
})

test('distances and ages are said in the unit one would say', () => {
  expect(formatDistance(84, 'fr-FR')).toBe('80\u202fm')
  expect(formatDistance(1234, 'fr-FR')).toBe('1,2\u202fkm')
  expect(formatDistance(23456, 'en-GB')).toBe('23 km')
  const now = new Date('2026-01-02T12:00:00Z')
  expect(formatAgo(new Date('2026-01-02T09:00:00Z'), now, 'fr-FR')).toBe('il y a 3 heures')
  expect(formatAgo(new Date('2025-12-30T12:00:00Z'), now, 'en-GB')).toBe('3 days ago')
})
