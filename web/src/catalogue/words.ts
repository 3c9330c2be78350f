/** What is said to those who keep the page of a network or a tool. Importing this teaches it. */
import { learn } from '$/i18n/messages.svelte'

import english from './en.ftl?raw'
import french from './fr.ftl?raw'

learn({ fr: french, en: english })
