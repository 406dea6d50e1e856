/** Child processes of the stack: started, watched, ended in order, known again after a crash. */
package dev.assay.cli.stack.process;
