/** Any value of a place in words, whichever shape it comes in: a form's, the document's, or a change's. */
import { date, number } from '$/i18n/formats'
import { language, set, t } from '$/i18n/messages.svelte'
import { word } from '$/i18n/vocabulary.svelte'
import { readablePhone } from '$/places/phone'
import { spokenHours } from '$/places/spoken'
import { spoken } from '$/ui/paragraphs'

/** The lines that say this value; none when it says nothing. */
export function linesOf(field: string, value: unknown): string[] {
  if (value === null || value === undefined || value === '') return []
  if (Array.isArray(value)) return value.flatMap((each) => linesOfOne(field, each))
  return linesOfOne(field, value)
}

function linesOfOne(field: string, value: unknown): string[] {
  if (typeof value === 'object' && value !== null) return linesOfObject(value as Record<string, unknown>)
  const text = String(value)
  switch (field.replace(/^.*\./, '')) {
    case 'typologies':
      return [word('typologies', text)]
    case 'labels':
      return [word('labels', text)]
    case 'bearer_legal_form':
    case 'legal_form':
      return [word('legal_forms', text)]
    case 'opening_hours':
      return spokenHours(text)
    case 'founded':
      return [date(text)]
    case 'phone':
      return [readablePhone(text)]
    case 'website':
      return [spoken(text)]
    case 'total_m2':
    case 'workspace_m2':
    case 'events_m2':
      return [Number.isNaN(Number(text)) ? text : t('edit-m2', { value: number(Number(text)) })]
    default:
      return text.split(/\n+/).map((line) => set(line))
  }
}

function linesOfObject(value: Record<string, unknown>): string[] {
  const at = (key: string) => (typeof value[key] === 'string' ? value[key] : '')
  if ('latitude' in value) {
    const degrees = (key: string) => number(Number(value[key]), { maximumFractionDigits: 5 })
    return [`${degrees('latitude')} ; ${degrees('longitude')}`].map((text) => set(text, language()))
  }
  if ('url' in value) return [set(`${word('link_kinds', at('kind'))} : ${spoken(at('url'))}`, language())]
  if ('commune_code' in value) {
    const town = [at('postcode'), at('commune') || at('commune_code')].filter(Boolean).join(' ')
    return [at('street'), at('complement'), town].filter(Boolean).map((line) => set(line))
  }
  if ('name' in value) return [set(at('name'))]
  return [JSON.stringify(value)]
}
