/**
 * How far a number can be trusted as an effect. A, B: incremental, by design or by a quasi-experiment that passed its checks;
 * C: associated; D: attributed by a bookkeeping rule; counted: read from the tables, no claim about cause; activity: chat.
 */
export type Evidence = 'A' | 'B' | 'C' | 'D' | 'counted' | 'activity';
