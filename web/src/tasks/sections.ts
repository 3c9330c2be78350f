/** Which part of the editing page a field is changed in: the parts carry these names in the address. Pure. */
const SECTIONS: Record<string, readonly string[]> = {
  identite: ['name', 'typologies', 'bearer', 'bearer_name', 'bearer_legal_form', 'founded'],
  presentation: ['summary', 'description'],
  adresse: ['address', 'location'],
  horaires: ['opening_hours'],
  contact: ['contact', 'phone', 'email', 'website'],
  surfaces: ['surfaces', 'total_m2', 'workspace_m2', 'events_m2'],
  etiquettes: ['labels', 'links'],
}

/** "contact.email" is changed under "contact"; empty for what has no part of its own. */
export function sectionOf(field: string): string {
  const [root = ''] = field.split('.')
  return Object.keys(SECTIONS).find((section) => SECTIONS[section]?.some((each) => each === root)) ?? ''
}
