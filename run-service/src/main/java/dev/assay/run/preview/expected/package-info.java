/** What launches would take, told to those who launch by themselves. */
package dev.assay.run.preview.expected;
