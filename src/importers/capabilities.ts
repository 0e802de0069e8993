/** What a source can tell; what it cannot tell is never counted as zero. */
export interface Capabilities {
  readonly joins: boolean;
  readonly leaves: boolean;
  readonly inviters: boolean;
  readonly codes: boolean;
  readonly replies: boolean;
  readonly clicks: boolean;
  readonly reactions: boolean;
  readonly timed_reactions: boolean;
  readonly votes: boolean;
  readonly envelopes_sent: boolean;
  readonly envelopes_opened: boolean;
  readonly member_list: boolean;
  readonly absolute_time: boolean;
  readonly stable_ids: boolean;
}

const nothing: Capabilities = {
  joins: false,
  leaves: false,
  inviters: false,
  codes: false,
  replies: false,
  clicks: false,
  reactions: false,
  timed_reactions: false,
  votes: false,
  envelopes_sent: false,
  envelopes_opened: false,
  member_list: false,
  absolute_time: false,
  stable_ids: false,
};

/** Capabilities by name: the source cannot tell what is not named here. */
export function able(...names: readonly (keyof Capabilities)[]): Capabilities {
  return { ...nothing, ...Object.fromEntries(names.map((name) => [name, true])) };
}

export const capabilityNames = Object.keys(nothing) as readonly (keyof Capabilities)[];
