/** The part of Turbo 8 that our islands use; the package brings no types. */
declare module '@hotwired/turbo' {
  export const StreamActions: Record<string, (this: StreamElement) => void>
  export class StreamElement extends HTMLElement {
    readonly targetElements: Element[]
    readonly templateContent: DocumentFragment
  }
  export function connectStreamSource(source: EventTarget): void
  export function disconnectStreamSource(source: EventTarget): void
  export function renderStreamMessage(message: string): void
  export function visit(location: string, options?: { action?: 'advance' | 'replace' }): void
  export const session: { refresh(url: string): void }
  export const cache: { clear(): void }
  export const config: { forms: { submitter: 'disabled' | 'aria-disabled' } }
}

interface DocumentEventMap {
  'turbo:load': CustomEvent
  'turbo:render': CustomEvent
  'turbo:before-render': CustomEvent<{ renderMethod: 'replace' | 'morph' }>
  'turbo:before-stream-render': CustomEvent<{ render: (stream: Element) => Promise<void> | void }>
  'turbo:visit': CustomEvent<{ action: 'advance' | 'replace' | 'restore' }>
  'turbo:submit-start': CustomEvent<{ formSubmission: { submitter?: HTMLElement } }>
  'turbo:submit-end': CustomEvent<{
    formSubmission: { submitter?: HTMLElement }
    success: boolean
    fetchResponse?: { statusCode: number; redirected: boolean }
  }>
  'turbo:fetch-request-error': CustomEvent
  'turbo:before-morph-attribute': CustomEvent<{ attributeName: string }>
  'turbo:before-morph-element': CustomEvent
}
