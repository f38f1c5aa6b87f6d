import { Message } from './message.ts';

/** Whether two messages say the same, whatever the order of their parts. */
export function sameMessage(one: Message, other: Message): boolean {
  return JSON.stringify(Message.parse(one)) === JSON.stringify(Message.parse(other));
}
