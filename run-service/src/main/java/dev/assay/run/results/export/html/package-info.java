/**
 * A run as one page that needs nothing else: no script, no font, no picture from anywhere. All text
 * of models, datasets and people is escaped; the page's own policy forbids everything but its one
 * style sheet, should an escape ever be missed.
 */
package dev.assay.run.results.export.html;
