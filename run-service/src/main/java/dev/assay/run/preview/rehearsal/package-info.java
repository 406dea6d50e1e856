/**
 * Before a run costs anything: a dry run of a few items through the real path against the simulated
 * provider, and a forecast of the whole run from what is known and what must be assumed.
 */
package dev.assay.run.preview.rehearsal;
