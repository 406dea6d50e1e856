/**
 * How long a run would take and what it would use, worked out by playing it through in memory under
 * the limits of its provider. Pure: no clock, no database, the same seed gives the same forecast.
 */
package dev.assay.run.preview.forecast;
