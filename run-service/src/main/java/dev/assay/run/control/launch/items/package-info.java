/** Which items a launch is over: of a dataset, given inline, or made of stored answers. */
package dev.assay.run.control.launch.items;
