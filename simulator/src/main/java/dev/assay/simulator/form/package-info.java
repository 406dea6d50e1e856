/** What the wire forms of providers have in common; each form has a package of its own below. */
package dev.assay.simulator.form;
