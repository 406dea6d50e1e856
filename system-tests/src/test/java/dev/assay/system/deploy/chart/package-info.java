/** The Helm chart, which is written out of the manifests of deploy/kubernetes. */
package dev.assay.system.deploy.chart;
