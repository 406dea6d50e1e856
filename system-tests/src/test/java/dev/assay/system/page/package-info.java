/** The page in a real browser, against the packaged services. */
package dev.assay.system.page;
