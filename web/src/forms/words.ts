/** What every form says. Importing this teaches it, with the look of forms. */
import './forms.css'

import { learn } from '$/i18n/messages.svelte'

import english from './en.ftl?raw'
import french from './fr.ftl?raw'

learn({ fr: french, en: english })
