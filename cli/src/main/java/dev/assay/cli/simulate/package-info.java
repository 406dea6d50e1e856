/** The simulated provider as a program in the foreground. */
package dev.assay.cli.simulate;
