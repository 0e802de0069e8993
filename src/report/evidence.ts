/**
 * How far a number can be trusted as an effect. A, B: incremental, by design or by a quasi-experiment that passed its checks;
 * C: associated; D: attributed by a bookkeeping rule; counted: taken from the tables, without a causal claim; activity: chat.
 */
export type Evidence = 'A' | 'B' | 'C' | 'D' | 'counted' | 'activity';
