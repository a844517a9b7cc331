/** First-load JavaScript of every page of the class `page`. Everything works without it. */
import '@hotwired/turbo'
import './settle.ts'
import './keep-typed.ts'
import './forms.ts'
import './seat.ts'
import './live.ts'
import './arrivals.ts'
import './write-box.ts'
