import type { Schemas } from "./client";

/** What a comparison is, by the names that the views use; all of it is the document's. */
export type Comparison = Schemas["Comparison"];
export type Against = Schemas["ComparisonAgainst"];
export type Side = Schemas["ComparisonSide"];
export type RunName = Schemas["RunName"];
export type MeanDifference = Schemas["MeanDifference"];
export type PassDifference = Schemas["PassDifference"];
export type Flip = Schemas["Flip"];
export type FlipSide = Schemas["FlipSide"];
