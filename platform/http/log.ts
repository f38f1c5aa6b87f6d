import pino from 'pino';
import type { Observer } from './observer.ts';

/** A log of lines in JSON. What is written to it names no person: no bodies, addresses or headers. */
export type Log = Pick<pino.Logger, 'info' | 'warn' | 'error'>;

export function openLog(destination?: pino.DestinationStream): Log {
  const options: pino.LoggerOptions = {
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}

/** One line a request. A denial by the database is an error: the policy above should have said it. */
export function logRequests(log: Log): Observer {
  return (outcome) => {
    if (outcome.fault === undefined) log.info(outcome, 'request');
    else if (outcome.code === 'access.denied') log.error(outcome, 'policy gap');
    else log.error(outcome, 'fault');
  };
}
