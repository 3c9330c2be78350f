import { expect, test } from 'vitest'

import { blank, bodyOf, missingIn } from './addition'

test('a name and a commune are enough', () => {
  const addition = blank()
  expect(missingIn(addition)).toEqual(['name', 'address'])
  addition.form.name = ' La Halle '
  addition.form.address.commune_code = '35238'
  expect(missingIn(addition)).toEqual([])
  expect(bodyOf(addition)).toEqual({
    name: 'La Halle',
    address: { street: null, complement: null, postcode: null, commune_code: '35238' },
    networks: [],
    word: null,
  })
})

test('what is told goes along', () => {
  const addition = blank()
  Object.assign(addition.form, { name: 'La Halle', website: 'halle.fr', typologies: ['fablab'] })
  addition.networks = ['n1']
  addition.word = 'Ouvert en mai'
  expect(bodyOf(addition)).toMatchObject({
    website: 'https://halle.fr',
    typologies: ['fablab'],
    networks: ['n1'],
    word: 'Ouvert en mai',
  })
})
