import type { Interval } from "./results";

type Maybe<T> = T | null | undefined;

/** A mean on both sides over the items measured on both; differences are other minus baseline. */
export interface MeanDifference {
  items: number;
  unmeasured: number;
  baseline?: Maybe<number>;
  other?: Maybe<number>;
  difference?: Maybe<number>;
  interval?: Maybe<Interval>;
  p?: Maybe<number>;
  p_adjusted?: Maybe<number>;
  wins: number;
  losses: number;
  ties: number;
  items_needed?: Maybe<number>;
}

export interface PassDifference {
  rates: MeanDifference;
  both_passed?: Maybe<number>;
  only_baseline?: Maybe<number>;
  only_other?: Maybe<number>;
  neither?: Maybe<number>;
  mcnemar_p?: Maybe<number>;
  p_adjusted?: Maybe<number>;
}

export interface RunName {
  id: string;
  name?: Maybe<string>;
  alias?: Maybe<string>;
  model?: Maybe<string>;
  status?: Maybe<string>;
  verdict?: Maybe<string>;
}

export interface Side {
  name: string;
  runs: RunName[];
  units: number;
  passed: number;
  failed: number;
  errored: number;
  unsettled: number;
  means?: Maybe<Record<string, number>>;
  latency?: Maybe<Record<string, number>>;
  cost?: Maybe<number>;
}

export interface Against {
  other: string;
  paired: number;
  only_baseline: string[];
  only_baseline_count: number;
  only_other: string[];
  only_other_count: number;
  items?: Maybe<PassDifference>;
  scorers: { scorer: string; scores: MeanDifference; passes?: Maybe<PassDifference> }[];
  slices: { kind: string; name: string; scorer?: Maybe<string>; scores: MeanDifference }[];
  slices_left_out?: Maybe<number>;
  fields?: Maybe<
    {
      scorer: string;
      field: string;
      baseline?: Maybe<number>;
      other?: Maybe<number>;
      difference?: Maybe<number>;
    }[]
  >;
  latency?: Maybe<{ difference?: Maybe<MeanDifference> }>;
  regressed: number;
  improved: number;
}

export interface Comparison {
  by: string;
  baseline: string;
  sides: Side[];
  comparisons: Against[];
  ranking?: Maybe<{ name: string; strength: number; elo: number }[]>;
  warnings?: Maybe<string[]>;
}

export interface FlipSide {
  output?: unknown;
  scores?: Maybe<
    Record<string, { score?: Maybe<number>; passed?: Maybe<boolean>; reason?: Maybe<string> }>
  >;
}

/** An item that passed on one side and failed on the other. */
export interface Flip {
  item_id?: Maybe<string>;
  position: number;
  repeat: number;
  section?: Maybe<string>;
  direction: "regressed" | "improved";
  input?: unknown;
  expected?: unknown;
  baseline: FlipSide;
  other: FlipSide;
}
